"""A second process hands over what a first would have made: every item once, in order, errors in their place."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="un processus ne se dédouble sûrement que sous Linux")


def run(code: str) -> str:
    """In a process of its own: the one that runs tests has threads, beside which none is forked."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout.strip()


def test_every_item_once_in_order_then_the_end() -> None:
    assert (
        run("""
        from loaders.beside import Beside
        with Beside(iter(range(2_000)), lambda: "fini") as items:
            print(list(items) == list(range(2_000)), items.end)
    """)
        == "True fini"
    )


def test_a_generator_goes_on_from_where_it_stands() -> None:
    """The first blocks of a file are read before a second process is asked for."""
    assert (
        run("""
        from itertools import islice
        from loaders.beside import Beside
        every = iter(range(10))
        first = list(islice(every, 3))
        with Beside(every, lambda: None) as items:
            print(first, list(items))
    """)
        == "[0, 1, 2] [3, 4, 5, 6, 7, 8, 9]"
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("InvalidInput('fichier:3 : illisible')", "InvalidInput fichier:3 : illisible"),
        ("InvalidRecord('id', 'x', 'forme inconnue')", "InvalidInput id : « x » — forme inconnue"),
    ],
)
def test_an_error_comes_where_its_item_would_have_come(error: str, said: str) -> None:
    """One that is made of more than its message comes as that message."""
    assert (
        run(f"""
        from graph.errors import InvalidInput, InvalidRecord
        from loaders.beside import Beside
        def broken():
            yield 1
            raise {error}
        with Beside(broken(), lambda: None) as items:
            every = iter(items)
            print(next(every), end=" ")
            try:
                next(every)
            except Exception as error:
                print(type(error).__name__, error)
    """)
        == f"1 {said}"
    )


def test_a_reader_that_is_killed_is_an_error_of_ours() -> None:
    assert (
        run("""
        import os, signal
        from loaders.beside import Beside, ReaderLost
        def killed():
            yield 1
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            with Beside(killed(), lambda: None) as items:
                list(items)
        except ReaderLost as error:
            print("rien n’a été écrit" in error.message)
    """)
        == "True"
    )


def test_an_error_of_the_writer_ends_the_reader() -> None:
    assert (
        run("""
        import multiprocessing
        from itertools import count
        from loaders.beside import Beside
        try:
            with Beside(count(), lambda: None) as items:
                next(iter(items))
                raise ValueError("disque plein")
        except ValueError as error:
            print(error, multiprocessing.active_children())
    """)
        == "disque plein []"
    )


def test_none_is_forked_beside_a_thread() -> None:
    assert (
        run("""
        import threading
        from loaders.beside import can_fork
        alone, done = can_fork(), threading.Event()
        thread = threading.Thread(target=done.wait)
        thread.start()
        print(alone, can_fork())
        done.set()
    """)
        == f"{(os.cpu_count() or 1) > 1} False"
    )


HEADER = "nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;objet;montant"


def grants(rows: int) -> Iterator[str]:
    yield HEADER
    for rank in range(rows):
        yield f"Ville d’Exemple;35600000000048;2022-01-13;D-{rank};Association {rank % 97};;Atelier {rank % 7};{1 + rank}"


LOAD = """
    import json, sys
    from graph.settings import Settings
    from graph.store import open_store
    from loaders import at_once, beside
    from loaders.delivery import FileDelivery
    from loaders.inputs import Inputs
    from loaders.mapping import by_source
    from loaders.recognition import Known, recognise
    from loaders.run import load
    at_once.BLOCK = 100
    at_once.can_fork = lambda: {forked}
    mapping = by_source("scdl")
    with open_store(Settings(store="sqlite://")) as store, Inputs([{file!r}]) as inputs:
        known, _ = recognise(inputs.files[0], Known([mapping]))
        report = load(store, [FileDelivery(mapping, known)]).as_json()
        for one in report["reports"]:
            del one["seconds"]
        print(json.dumps([store.revision(), store.stats(), report]))
"""


def test_a_file_read_by_a_second_process_gives_the_same_graph_and_report(tmp_path: Path) -> None:
    file = tmp_path / "subventions.csv"
    rows = [
        *grants(1_000),
        "Ville;;hier;D-1;;;Atelier;100",
        "Total;;;;;;;400",
        "Ville;;2019;D-2;Mme Untelle;;Atelier;1",
    ]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    here, beside = (run(LOAD.format(forked=forked, file=str(file))) for forked in (False, True))
    assert beside == here
    assert '"kept": 1000' in here


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl-C reaches both processes: the first takes all back and ends the second."""
    file, store = tmp_path / "subventions.csv", tmp_path / "g.db"
    file.write_text("\n".join(grants(200_000)) + "\n", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(INTERRUPTED.format(file=str(file), store=f"sqlite:///{store}"))],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (out.split(), err) == (["interrompu", "0", "[]"], "")


INTERRUPTED = """
    import multiprocessing
    from graph.settings import Settings
    from graph.store import open_store
    from loaders import at_once
    from loaders.delivery import FileDelivery
    from loaders.inputs import Inputs
    from loaders.mapping import by_source
    from loaders.recognition import Known, recognise
    from loaders.run import load
    at_once.BLOCK = 100
    mapping = by_source("scdl")
    put, met = at_once._Load._put, []
    def counted(self, *piece):
        put(self, *piece)
        met.append(1)
        if len(met) == 10:
            print("en cours", flush=True)
    at_once._Load._put = counted
    with open_store(Settings(store="{store}")) as store, Inputs(["{file}"]) as inputs:
        known, _ = recognise(inputs.files[0], Known([mapping]))
        try:
            load(store, [FileDelivery(mapping, known)])
        except KeyboardInterrupt:
            print("interrompu", len(store.stats()["nodes"]), multiprocessing.active_children())
"""
