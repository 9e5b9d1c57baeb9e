"""`python -m payments_sandbox --port 8420 --data-dir DIR`; ends on SIGINT or SIGTERM."""

import argparse
import signal
import threading
from pathlib import Path

from payments_sandbox import webhooks
from payments_sandbox.sandbox import Sandbox
from payments_sandbox.server import Server


def main() -> None:
    options = parse()
    sandbox = Sandbox.open(options.data_dir, processing_seconds=options.processing_seconds)
    webhooks.configure(sandbox, options.webhook_url, options.webhook_secret)
    server = Server((options.host, options.port), sandbox)
    worker = webhooks.Worker(sandbox)

    def stop(*_: object) -> None:
        sandbox.stopping.set()
        sandbox.work_waits.set()
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    worker.start()
    print(f"payments sandbox on http://{options.host}:{server.server_port}", flush=True)
    server.serve_forever(poll_interval=0.2)
    server.server_close()
    worker.join(timeout=2)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="payments_sandbox")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8420, help="0 takes a free one")
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--webhook-url")
    parser.add_argument("--webhook-secret")
    parser.add_argument("--processing-seconds", type=float, default=5.0)
    options = parser.parse_args()
    if bool(options.webhook_url) != bool(options.webhook_secret):
        parser.error("--webhook-url and --webhook-secret go together")
    return options


if __name__ == "__main__":
    main()
