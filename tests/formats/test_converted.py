"""Old office files and PDF, made of the illustrative draft: the same tree as the Word file's."""

import io
import os
import select
import subprocess
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from draftreview.domain.errors import UnknownFileKind, UnreadableFile
from draftreview.domain.provisions import walk
from draftreview.formats import reading
from draftreview.formats.reading import office
from draftreview.formats.writing import version_word
from tests.formats.editions import edition, shipped
from tests.formats.word_files import paragraphs

pytestmark = pytest.mark.office

LINKED = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text><text:p>Một.'
    '<draw:frame text:anchor-type="as-char"><draw:image xlink:href="{url}" xlink:type="simple"/></draw:frame>'
    "</text:p></office:text></office:body></office:document-content>"
)


def converted(folder: Path, data: bytes, form: str, options: str = "") -> bytes:
    """Make a file of another kind of a Word file."""
    (folder / "v.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    program = str(office.find())
    command = [program, profile, "--headless", "--convert-to", form + options, "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "v.docx")], check=True, capture_output=True, timeout=120)
    return (folder / f"v.{form}").read_bytes()


def open_document(content: str) -> bytes:
    """Make an OpenDocument text of its content."""
    kind = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{namespace}">{entries}</m:manifest>')
        package.writestr("content.xml", content)
    return stream.getvalue()


def outline(name: str, data: bytes) -> list[tuple[str, str, str, str]]:
    """Give every provision with its words."""
    tree = reading.split_file(name, data)
    return [
        (one.eid, one.heading, one.text, one.tail)
        for part in tree.components
        for one, _ in walk(part.children)
    ]


@pytest.mark.parametrize("form", ["doc", "odt", "rtf", "pdf"])
def test_the_same_draft_gives_the_same_tree(form: str, tmp_path: Path) -> None:
    word = version_word.write(edition(shipped(1)))
    data = converted(tmp_path, word, form)
    assert outline(f"a.{form}", data) == outline("a.docx", word)
    if form == "rtf":
        assert outline("named-otherwise.doc", data) == outline("a.docx", word)


def test_a_password_is_named(tmp_path: Path) -> None:
    locked = (
        ':writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
        '"DocumentOpenPassword":{"type":"string","value":"mat-khau"}}'
    )
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        reading.read("a.pdf", converted(tmp_path, paragraphs("Một."), "pdf", locked))


def test_nothing_is_fetched_for_a_file() -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            asked.append(str(self.raw_requestline))
            return False

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/a.png"
        read = reading.read("a.odt", open_document(LINKED.format(url=address)))
        server.shutdown()
        thread.join()
    assert ([line.text for line in read.lines], asked) == (["Một."], [])


@pytest.mark.parametrize(
    ("name", "data"), [("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 hong"), ("a.odt", b"PK\x03\x04 hong")]
)
def test_what_libreoffice_cannot_open_is_said_and_nothing_is_left(
    name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(UnreadableFile):
        reading.read(name, data)
    assert list(tmp_path.iterdir()) == []


def test_a_slow_conversion_is_killed_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, pipe = tmp_path / "bin/soffice", tmp_path / "pipe"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n(echo started; exec sleep 60) >{pipe} &\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    os.mkfifo(pipe)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    monkeypatch.setattr(office, "TAKES_AT_MOST", 2)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(UnreadableFile, match="thời gian"):
        reading.read("a.rtf", b"{\\rtf1 Mot.}")
    assert os.read(reader, 100) == b"started\n"
    # A pipe hangs up when nobody is left who could write into it.
    ended = select.poll()
    ended.register(reader, 0)
    assert ended.poll(10_000) == [(reader, select.POLLHUP)]
    os.close(reader)


def test_without_libreoffice_the_way_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnknownFileKind, match=r"LibreOffice.*\.docx"):
        reading.read("a.rtf", b"{\\rtf1 Mot.}")
