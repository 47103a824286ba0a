"""Runs a command for as long as standard input stays open; a program of its own, not to be imported.

copydesk starts the LanguageTool server through it and holds the other end of the pipe. However copydesk ends, the
system closes that end, and the server is killed. So no signal handlers are needed, and none can be forgotten.
"""

import os
import signal
import subprocess
import sys
import threading


def die_with_parent() -> None:
    """On Linux, also end the command when this watcher itself is killed."""
    if sys.platform == "linux":
        import ctypes

        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def kill(child: "subprocess.Popen[bytes]") -> None:
    """End the command with everything it has started."""
    try:
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    except OSError:
        child.kill()


def watch(child: "subprocess.Popen[bytes]") -> None:
    """Wait for the other end of the pipe to close, then kill."""
    while os.read(0, 4096):
        pass
    kill(child)


def main(command: list[str]) -> int:
    posix = os.name == "posix"
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=posix,
            preexec_fn=die_with_parent if posix else None,
        )
    except OSError as error:
        print(f"{command[0]}: {error.strerror or error}", file=sys.stderr)
        return 127
    threading.Thread(target=watch, args=(child,), daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
