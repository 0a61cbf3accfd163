"""`python -m api.jobs`: a process that answers one question, its task on standard input.

networkit does not hear Ctrl-C and numpy holds the interpreter: what must be stoppable runs in a process of its own.
It leaves when whoever asked is gone, which is the end of its standard input.
"""

import os
import pickle
import sys
import threading
import traceback
from typing import NoReturn

from api.jobs.worker import Task, Voice, answer
from graph.errors import EntrelacsError


def main() -> NoReturn:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    voice = Voice(os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # what a library prints does not mix with what the worker says
    task: Task = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_leave_with_the_asker, daemon=True).start()
    try:
        answer(task, voice)
        voice.say(done=True)
    except EntrelacsError as error:
        voice.say(error=[type(error).__name__, error.message, error.details])
    except Exception as error:
        traceback.print_exc()
        voice.say(error=["", f"Erreur inattendue pendant le calcul ({type(error).__name__}).", []])
    os._exit(0)  # the thread that listens holds standard input: an ordinary end would wait for it


def _leave_with_the_asker() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main()
