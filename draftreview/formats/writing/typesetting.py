"""Typesetting with typst, in a process of its own with bounded memory and time.

Words reach typst as JSON, never as its source, so that nothing that anybody wrote can act.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.formats.processes import Bounds, run_bounded

BOUNDS = Bounds(seconds=60, memory=2 * 1024**3, file=200 * 1024**2)
"""What one run may use. Address space is several times the memory that is touched."""

_FAILED = sentence(
    "Không dựng được tệp PDF: bảng quá lớn hoặc máy chủ đang quá tải. Lọc bớt bảng rồi tải lại, "
    "hoặc tải tệp Word và in ra PDF từ Word."
)


def typeset(source: Path, data: Any, folder: Path, *, tagged: bool = True, bounds: Bounds = BOUNDS) -> Path:
    """Typeset a source with its data in a folder that may hold further files; give the PDF.

    :param tagged: tell screen readers what is a table and a cell; lost where the file becomes part of another
    :raises Invalid: it needs more time or memory than it may use
    """
    result = folder / "out.pdf"
    result.unlink(missing_ok=True)
    shutil.copy(source, folder / "main.typ")
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "draftreview.formats.writing.typst_child", str(folder)]
    command += ["--tagged"] if tagged else []
    try:
        status = run_bounded(command, folder, bounds)
    except subprocess.TimeoutExpired as error:
        raise Invalid(_FAILED) from error
    if status != 0:
        raise Invalid(_FAILED)
    return result
