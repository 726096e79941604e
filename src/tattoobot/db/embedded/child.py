"""Run as a script between us and PostgreSQL: drops root, ties the server's life to its owner's, becomes the server.

A separate script because the same steps in `preexec_fn` run Python in a forked, threaded process, which can deadlock.
It runs isolated (`python -I -S`), so it may use nothing but the standard library.

    python -I -S child.py OWNER_PID UID|- GID|- FOLDER PROGRAM ARGUMENT…
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def become(owner: str, uid: str, gid: str, folder: str, *command: str) -> None:
    # All of this before the user changes: the next one may be unable to enter these folders, or Python's own.
    os.chdir(folder)
    libc = ctypes.CDLL(None)
    if uid != "-":
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    os.umask(0o077)
    if sys.platform.startswith("linux"):
        # SIGINT, PostgreSQL's fast shutdown, when the thread that started us ends.
        # After the change of user, which clears the request; execv keeps it.
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
        if os.getppid() != int(owner):
            sys.exit("The process that started this server is gone.")
    os.execv(command[0], command)  # noqa: S606  # no shell is wanted


if __name__ == "__main__":
    become(*sys.argv[1:])
