"""The garbage collector is off only while something is checked."""

import gc

from copydesk import Config, Document, Linter
from copydesk.text.collector import collecting_later


def test_it_is_on_again_afterwards() -> None:
    assert gc.isenabled()
    with collecting_later():
        assert not gc.isenabled()
        with collecting_later():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_after_an_error() -> None:
    try:
        with collecting_later():
            raise ValueError
    except ValueError:
        pass
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with collecting_later():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_check_leaves_it_on() -> None:
    assert Linter(Config()).check(Document.parse("They recieve it.", "text"))
    assert gc.isenabled()
