"""A data folder or a port that cannot be used is told before the server starts."""

import os
import socket
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from draftreview.cli.serving import (
    WORKERS,
    greeting,
    load_demonstration,
    make_ready,
    require_free,
    require_writable,
    server_command,
)
from draftreview.config import Config, from_environment
from draftreview.domain.errors import Invalid
from tests.serving import free_port, get, serving


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data=tmp_path / "var", port=free_port())


def test_an_empty_folder_gets_the_demonstration_and_its_accounts_are_told(config: Config) -> None:
    make_ready(config)
    said = "\n".join(greeting(config))
    assert f"http://127.0.0.1:{config.port}" in said
    assert "truongban" in said
    assert "chuyenvien.stttt" in said


def test_the_demonstration_is_loaded_once(config: Config) -> None:
    make_ready(config)
    assert load_demonstration(config) is False


def test_a_server_for_a_real_draft_starts_empty(config: Config) -> None:
    make_ready(replace(config, demonstration=False))
    assert len(list(greeting(config))) == 1


def test_demo_0_means_a_real_draft() -> None:
    assert from_environment({"DEMO": "0"}).demonstration is False
    assert from_environment({}).demonstration is True


@pytest.mark.parametrize("port", ["", "8000"])
def test_a_port_is_read(port: str) -> None:
    assert from_environment({"PORT": port}).port == 8000


@pytest.mark.parametrize("port", ["http", "-1", "0", "8000.5"])
def test_a_port_that_is_no_number_is_named(port: str) -> None:
    with pytest.raises(Invalid, match=f"Biến PORT phải là một số nguyên dương, không phải “{port}”"):
        from_environment({"PORT": port})


def test_a_port_beyond_the_last_is_refused() -> None:
    with pytest.raises(Invalid, match="Cổng 70000 không mở được"):
        require_free(70000)


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


def test_connections_opened_ahead_of_need_do_not_stop_the_service(tmp_path: Path) -> None:
    port = free_port()
    settings = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with (
        serving(server_command(port, "tests.bench.hello:create_app()"), port, tmp_path, settings) as browser,
        ExitStack() as idle,
    ):
        for _ in range(WORKERS * 6):
            idle.enter_context(socket.create_connection(("127.0.0.1", port)))
        # Without threads these hold each worker for half a minute.
        browser.timeout = 10
        assert get(browser, "/") == (200, b"Hello, world!")
