"""`python -m refund_desk.practice`: the same command as `refund-desk practice-server`."""

import sys

from refund_desk.practice.command import run

if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
