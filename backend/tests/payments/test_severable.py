"""A call that was cut off ends at once, whatever the other side goes on sending."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import pytest
import requests

from customkeeps.payments.severable import Line, severable_session

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n"
PAUSE_SECONDS = 0.05


class Server:
    """Dribbles the head, or the body, or answers at once."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._context = context
        scheme, port = "https" if context else "http", self._listening.getsockname()[1]
        self.url = f"{scheme}://127.0.0.1:{port}"
        self.connections = 0
        self._over = Event()
        Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        self._over.set()
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                accepted, _ = self._listening.accept()
            except OSError:
                return
            Thread(target=self._serve, args=[accepted], daemon=True).start()

    def _serve(self, accepted: socket.socket) -> None:
        self.connections += 1
        with (
            self._context.wrap_socket(accepted, server_side=True)
            if self._context
            else accepted as peer
        ):
            try:
                while request := peer.recv(10_000):
                    self._answer(peer, request.split()[1])
            except OSError:
                pass

    def _answer(self, peer: socket.socket, path: bytes) -> None:
        quick = {b"/head": 0, b"/body": len(HEAD) + 2}.get(path, 1000)
        whole = HEAD + b"\r\n" + b"x" * 9
        peer.sendall(whole[:quick])
        for position in range(quick, 10_000 if quick < 1000 else 0):
            if self._over.wait(PAUSE_SECONDS):
                return
            # A head that goes on, or a body.
            peer.sendall(whole[position : position + 1] or b"x")


@pytest.fixture(params=["http", "https"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    context = None
    if request.param == "https":
        if shutil.which("openssl") is None:
            pytest.skip("nothing here makes a certificate")
        key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test"]
        made += ["-days", "2", "-keyout", str(key), "-out", str(certificate)]
        subprocess.run(made, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    server = Server(context)
    yield server
    server.stop()


def get(session: requests.Session, address: str, line: Line) -> str:
    with line.used():
        return session.get(address, verify=False, timeout=5).text


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
@pytest.mark.parametrize("part", ["head", "body"])
def test_a_call_that_dribbles_can_be_cut(server: Server, part: str) -> None:
    session, line = severable_session(), Line()
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(get, session, f"{server.url}/{part}", line)
        time.sleep(0.3)
        assert not call.done()
        began = time.monotonic()
        line.cut()
        with pytest.raises(requests.RequestException):
            call.result(timeout=5)
    assert time.monotonic() - began < 1
    assert get(session, server.url, Line()) == "x" * 9


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
def test_what_is_done_is_not_cut_from_who_speaks_now(server: Server) -> None:
    session, first, second = severable_session(), Line(), Line()
    assert get(session, server.url, first) == "x" * 9
    first.cut()
    assert get(session, server.url, second) == "x" * 9
    assert server.connections == 1


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
def test_a_call_that_was_cut_before_it_had_a_connection_ends_as_well(server: Server) -> None:
    line = Line()
    line.cut()
    with pytest.raises(requests.RequestException):
        get(severable_session(), f"{server.url}/body", line)
