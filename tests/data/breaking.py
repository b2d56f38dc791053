"""A process that reads reports and breaks as a file's content says."""

import os
import signal
import sys
from multiprocessing.connection import Connection

from data.reports.apart import answer, limit_memory
from data.reports.form import Reading, Sheet
from data.reports.report import digest


class Panic(BaseException):
    """As native readers raise it."""


def read(name: str, content: bytes, _: float) -> Reading:
    match content:
        case b"hang":
            signal.pause()
        case b"abort":
            os.abort()
        case b"swell":
            bytearray(600 * 1024 * 1024)
        case b"panic":
            raise Panic
        case b"much":
            return Reading(name, content, "", sheets=(Sheet("x" * 2 * 1024 * 1024),))
        case b"who":
            return Reading(str(os.getpid()), content, "")
        case b"only fresh":
            if seen:
                os.abort()
    seen.append(name)
    return Reading(name, content, digest(content))


seen: list[str] = []

if __name__ == "__main__":
    number, memory_mb, reply_mb = map(int, sys.argv[1:])
    limit_memory(memory_mb)
    answer(Connection(number), reply_mb, read)
