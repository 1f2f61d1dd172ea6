"""`python -m tests.faults.soak --minutes 60`: the model of `model.py`, story after story, and what it cost."""

from __future__ import annotations

import argparse
import resource
import time

from hypothesis.stateful import run_state_machine_as_test

from tests.faults.model import Copies, bounded


def main() -> None:
    """Run stories until the time is over; a story that ends otherwise than the model ends this with its steps."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.soak")
    parser.add_argument("--minutes", type=float, default=60.0)
    end, stories = time.monotonic() + 60 * parser.parse_args().minutes, 0
    while time.monotonic() < end:
        run_state_machine_as_test(Copies, settings=bounded(1, 60))
        stories += 1
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{stories} stories, {Copies.steps} states compared, {Copies.number} saves, {used} MB", flush=True)


if __name__ == "__main__":
    main()
