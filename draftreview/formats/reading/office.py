"""LibreOffice as a converter of files: alone in its process group, bounded, without network or macros."""

import shutil
import subprocess
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from draftreview.domain.errors import FileTooLarge, UnknownFileKind, UnreadableFile
from draftreview.domain.sentences import Sentence, sentence
from draftreview.formats.processes import Bounds, run_bounded

TAKES_AT_MOST = 60
"""Seconds of one conversion, and of waiting for the one before it."""

LARGEST_MEMORY = 4 * 1024**3
"""Bytes of address space of a conversion."""

LARGEST_RESULT = 200 * 1024**2
"""Bytes of any file that a conversion writes."""

_ONE_AT_A_TIME = threading.Lock()
_BUSY = sentence("Máy chủ đang chuyển đổi tệp khác. Hãy chờ một phút rồi tải lại.")
_SLOW = sentence("Tệp mất quá nhiều thời gian để chuyển đổi. Hãy lưu tệp dưới dạng .docx rồi tải lại.")

# Scripts never run and nothing is fetched: no link is followed, and what asks meets a closed port.
_SETTINGS = {
    ("Office.Common/Security/Scripting", "MacroSecurityLevel"): "3",
    ("Office.Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("Office.Common/Security/Scripting", "DisableActiveContent"): "true",
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("Office.Writer/Content/Update", "Link"): "0",
    ("Inet/Settings", "ooInetProxyType"): "2",
    ("Inet/Settings", "ooInetNoProxy"): "",
    ("Inet/Settings", "ooInetHTTPProxyName"): "127.0.0.1",
    ("Inet/Settings", "ooInetHTTPProxyPort"): "9",
    ("Inet/Settings", "ooInetHTTPSProxyName"): "127.0.0.1",
    ("Inet/Settings", "ooInetHTTPSProxyPort"): "9",
}
_PROXY = {f"{name}_proxy": "http://127.0.0.1:9" for name in ("http", "https", "ftp", "all")}


def failed(suffix: str) -> Sentence:
    """Say that LibreOffice could not open a file."""
    return sentence(
        "LibreOffice không mở được tệp %(suffix)s: tệp bị hỏng, đặt mật khẩu hoặc không đúng loại. "
        "Hãy mở tệp bằng Word, lưu dưới dạng .docx rồi tải lại.",
        suffix=suffix,
    )


def _missing(suffix: str) -> Sentence:
    return sentence(
        "Máy chủ chưa cài LibreOffice nên không đọc được tệp %(suffix)s. Hãy mở tệp bằng Word hoặc "
        "LibreOffice, lưu dưới dạng .docx rồi tải lại, hoặc đề nghị người quản trị cài LibreOffice.",
        suffix=suffix,
    )


def find() -> str | None:
    """Find the program of LibreOffice."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_docx(data: bytes, suffix: str) -> bytes:
    """Convert a file of another office program into a Word file.

    :raises UnknownFileKind: LibreOffice is not installed
    :raises UnreadableFile: it cannot open the file, or not in time
    """
    program = find()
    if program is None:
        raise UnknownFileKind(_missing(suffix))
    if not _ONE_AT_A_TIME.acquire(timeout=TAKES_AT_MOST):
        raise UnreadableFile(_BUSY)
    try:
        with TemporaryDirectory(prefix="draftreview-", ignore_cleanup_errors=True) as folder:
            return _converted(program, data, suffix, Path(folder))
    finally:
        _ONE_AT_A_TIME.release()


def _converted(program: str, data: bytes, suffix: str, folder: Path) -> bytes:
    (folder / f"in{suffix}").write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    _run(
        [
            *(program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
            *("--convert-to", "docx", "--outdir", str(folder / "out"), str(folder / f"in{suffix}")),
        ],
        folder,
    )
    result = folder / "out/in.docx"
    if not result.is_file():
        raise UnreadableFile(failed(suffix))
    if result.stat().st_size >= LARGEST_RESULT:
        raise FileTooLarge(_SLOW)
    return result.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run LibreOffice.

    :raises UnreadableFile: it did not end in time
    """
    try:
        run_bounded(command, folder, Bounds(TAKES_AT_MOST, LARGEST_MEMORY, LARGEST_RESULT), _PROXY)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(_SLOW) from error


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for (path, name), value in _SETTINGS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )
