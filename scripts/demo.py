"""`make run`: the whole job on the bundled miniature site, served on loopback, into ./demo."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.site_server import serve_site  # noqa: E402 -- the tests are no installed package

WORKSPACE = "demo"
PORT = 8737
"""Where the site is served when the port is free: at one address, a second run can ask what has changed."""


def main() -> int:
    """Crawl the miniature site, publish its catalogue and say where to look; the run's exit status."""
    waypost = Path(sys.executable).with_name("waypost")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("WAYPOST_")}
    environment = {**inherited, "WAYPOST_DOWNLOAD_DELAY": "0"}
    with ExitStack() as running:
        base_url = _serve(running)
        command = [str(waypost), "run", "walkopedia", "--base-url", base_url, "--data", WORKSPACE]
        print(f"$ waypost {' '.join(command[1:])}", flush=True)
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 -- our own
    if status == 0:
        print(f"""
Look at it:
  .venv/bin/python -c "import waypost; print(waypost.open('{WORKSPACE}').walks.T)"
  .venv/bin/waypost check --data {WORKSPACE}""")
    return status


def _serve(running: ExitStack) -> str:
    try:
        return running.enter_context(serve_site(PORT))
    except OSError:
        return running.enter_context(serve_site())


if __name__ == "__main__":
    sys.exit(main())
