"""A data folder or a port that cannot be used is told before the server starts."""

import socket
from pathlib import Path

import pytest

from draftreview.cli.serving import require_free, require_writable
from draftreview.domain.errors import Invalid
from tests.serving import free_port


def test_the_data_folder_is_made(tmp_path: Path) -> None:
    require_writable(tmp_path / "var" / "data")
    assert list((tmp_path / "var" / "data").iterdir()) == []


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Invalid, match=r"Không ghi được vào thư mục dữ liệu “.*/file/var”.*DRAFTREVIEW_DATA"):
        require_writable(tmp_path / "file" / "var")


def test_a_data_folder_that_refuses_files_is_named() -> None:
    with pytest.raises(Invalid, match="Không ghi được vào thư mục dữ liệu “/proc/self”"):
        require_writable(Path("/proc/self"))


def test_a_free_port_may_be_used() -> None:
    require_free(free_port())


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Invalid, match=f"Cổng {port} đang có chương trình khác dùng: .*PORT=8001"):
            require_free(port)


def test_a_port_held_on_every_address_is_taken() -> None:
    with (
        socket.create_server(("", 0)) as other,
        pytest.raises(Invalid, match="đang có chương trình khác dùng"),
    ):
        require_free(other.getsockname()[1])
