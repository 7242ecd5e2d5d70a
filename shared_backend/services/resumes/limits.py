"""What a reading process may use: set inside the process, so that nothing read can lift it."""

from __future__ import annotations

import contextlib
import ctypes
import resource
import sys

CPU_SECONDS = 18
WALL_SECONDS = 19.0
MEMORY_BYTES = 512 * 1024 * 1024
OUTPUT_BYTES = 8 * 1024 * 1024
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


def offline() -> None:
    """No network for this process and its children, where the kernel allows it."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NET)


def confine() -> None:
    """Time, memory, no new files, no core dump."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
