"""How long a text takes to be split, and that the time grows with its length and no faster."""

import time
from statistics import median

from draftreview.formats.reading import split_file
from tests.bench.table import Row

SIZES = (10, 100, 1000)
"""Thousands of bytes."""


def measure() -> list[Row]:
    """Split plain texts of growing length."""
    return [_measured(size) for size in SIZES]


def _measured(size: int) -> Row:
    data = decision(size * 1000)
    taken = median(_seconds(data) for _ in range(5 if size < 1000 else 3))
    return Row(
        f"splitting {size} kB of text", f"{taken * 1000:.1f} ms", note=f"{taken * 1e6 / size:.0f} µs per kB"
    )


def _seconds(data: bytes) -> float:
    begun = time.perf_counter()
    split_file("draft.txt", data)
    return time.perf_counter() - begun


def decision(length: int) -> bytes:
    """Make a decision of about so many bytes in which no two clauses say the same."""
    lines = ["QUYẾT ĐỊNH:"]
    written = number = 0
    while written < length:
        number += 1
        article = [
            f"Điều {number}. Việc thứ {number} của Bộ phận một cửa",
            f"1. Công chức ở quầy số {number} nhận hồ sơ, ghi vào phần mềm và in phiếu hẹn cho người nộp.",
            f"2. Hồ sơ loại {number} được luân chuyển theo khoản 1 Điều này, trừ các trường hợp sau:",
            f"a) Hồ sơ cần lấy ý kiến của {number} cơ quan phối hợp;",
            "b) Hồ sơ đã quá hạn trả mà chưa có thư xin lỗi;",
            f"c) Trường hợp khác do người đứng đầu cơ quan số {number} quyết định bằng văn bản.",
            f"3. Sau {number} ngày làm việc mà chưa có kết quả thì báo cho người nộp biết lý do.",
        ]
        lines += article
        written += sum(len(line.encode()) + 1 for line in article)
    return "\n".join(lines).encode()
