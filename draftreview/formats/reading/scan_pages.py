"""A program of its own: a PDF on stdin is opened, its first and last page read; what is wrong goes to stdout.

It runs in a process apart, so that a hostile file takes no more than that process with it, and imports
nothing of this package, so that it starts from any folder.
"""

import json
import resource
import sys

import pypdfium2
from pypdfium2 import raw

LARGEST_MEMORY = 2 * 1024**3


def main() -> None:
    """Open the file and write how many pages it has, or the name of what is wrong with it."""
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    json.dump(_told(sys.stdin.buffer.read()), sys.stdout)


def _told(data: bytes) -> dict[str, object]:
    try:
        document = pypdfium2.PdfDocument(data)
        for number in {0, len(document) - 1}:
            document[number].get_size()
    except (pypdfium2.PdfiumError, IndexError):
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        return {"error": "password" if locked else "damaged"}
    return {"pages": len(document)}


if __name__ == "__main__":
    main()
