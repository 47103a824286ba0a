"""The context models' file: small integer tables with their scales, vocabularies as lines of text. No pickles."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.errors import ModelError

Floats = npt.NDArray[np.float32]
Array = npt.NDArray[np.generic]


class ContextFile:
    """Named arrays of one file, read at once. Raises ModelError if the file is missing, damaged or lacks an array."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with np.load(path, allow_pickle=False) as file:
                self._arrays: Mapping[str, Array] = dict(file.items())
        except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
            raise ModelError(f"cannot read the context model: {error}", path=path, hint="reinstall copydesk") from error

    def array(self, name: str) -> Array:
        try:
            return self._arrays[name]
        except KeyError:
            raise ModelError(f"the context model has no {name!r}", path=self.path, hint="reinstall copydesk") from None

    def floats(self, name: str) -> Floats:
        """The table, times the scale of each column if it was stored as integers."""
        table = self.array(name)
        if table.dtype.kind == "f":
            return table.astype(np.float32)
        return table.astype(np.float32) * self.array(f"{name}.scale").astype(np.float32)

    def lines(self, name: str) -> list[str]:
        try:
            return self.array(name).tobytes().decode("utf-8").split("\n")
        except UnicodeDecodeError as error:
            raise ModelError(f"{name!r} of the context model is not text", path=self.path) from error


def pack(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Arrays as they are stored: float tables of two dimensions as bytes with a scale a column."""
    stored: dict[str, Array] = {}
    for name, values in arrays.items():
        if values.dtype.kind == "f" and values.ndim == 2:
            scale = np.maximum(np.abs(values).max(0), 1e-9) / 127
            stored[name] = np.rint(values / scale).astype(np.int8)
            stored[f"{name}.scale"] = scale.astype(np.float32)
        else:
            stored[name] = values.astype(np.float32) if values.dtype.kind == "f" else values
    return stored


def text_lines(lines: list[str]) -> npt.NDArray[np.uint8]:
    """Lines as an array of UTF-8 bytes."""
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)
