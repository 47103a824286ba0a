"""Write the hash and the size of every shipped data file into training/manifest.json, after making one anew.

    python training/manifest.py

What each file is made from, and by which command, is kept there by hand.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

MANIFEST = Path(__file__).parent / "manifest.json"
MODELS = Path(__file__).parents[1] / "src" / "copydesk" / "language" / "models"


def main() -> None:
    entries = json.loads(MANIFEST.read_text(encoding="utf-8"))
    for name, entry in entries.items():
        data = (MODELS / name).read_bytes()
        entry["bytes"], entry["sha256"] = len(data), hashlib.sha256(data).hexdigest()
    MANIFEST.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
