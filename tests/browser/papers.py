"""Pictures of printed pages: a file opened by a real LibreOffice, its pages drawn."""

import struct
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pypdfium2

from tests.formats.conversion import converted

SCALE = 1.25
"""Pixels a point."""


def pages(folder: Path, data: bytes, suffix: str, most: int) -> Iterator[bytes]:
    """Draw the first pages of an office file as PNG."""
    with pypdfium2.PdfDocument(converted(folder, data, suffix, "pdf")) as document:
        for page in islice(document, most):
            bitmap = page.render(scale=SCALE, rev_byteorder=True)
            yield _png(bitmap)


def _png(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """Write rows of red, green and blue as PNG (RFC 2083)."""
    width, height, data = bitmap.width, bitmap.height, bytes(bitmap.buffer)
    assert bitmap.n_channels == 3, "pages are opaque"
    rows = (data[at * bitmap.stride : at * bitmap.stride + 3 * width] for at in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
