"""Opens Word documents in LibreOffice and tells what it sees; run by the Python that LibreOffice's `uno` belongs to.

Arguments: the pipe's name, then the files. Writes JSON: for each file the lines as they read with all tracked changes
accepted and with all rejected, the authors and texts of the comments, and the authors of the tracked changes.
"""

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def items(collection):
    enumeration = collection.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def lines(text):
    for block in items(text):
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.getCellNames():
                yield from lines(block.getCellByName(name))
        else:
            yield "".join(map(words, items(block)))


def words(part):
    """What a portion of a paragraph reads as, without the numbers of notes."""
    if part.TextPortionType == "ContentControl":
        return "".join(map(words, items(part.ContentControl)))
    return part.getString() if part.TextPortionType in ("Text", "TextField") else ""


def visible(document):
    notes = [document.getFootnotes(), document.getEndnotes()]
    texts = [document.getText(), *(found.getByIndex(n) for found in notes for n in range(found.getCount()))]
    page = document.getDrawPage()
    shapes = [page.getByIndex(number) for number in range(page.getCount())]
    shapes = [one for one in shapes if one.supportsService("com.sun.star.drawing.Text") and one.getString()]
    styles = document.getStyleFamilies().getByName("PageStyles")
    pages = [one for one in map(styles.getByIndex, range(styles.getCount())) if one.isInUse()]
    for kind in ("Header", "Footer"):
        texts += [getattr(page, f"{kind}Text") for page in pages if page.getPropertyValue(f"{kind}IsOn")]
    boxes = [line for shape in shapes for line in shape.getString().splitlines()]
    return [*(line for text in texts for line in lines(text)), *boxes]


def run(desktop, context, path, command):
    hidden = PropertyValue("Hidden", 0, True, 0)
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (hidden,))
    if document is None:
        raise SystemExit(f"LibreOffice does not open {path}")
    try:
        seen = {}
        if command is None:
            fields = items(document.getTextFields())
            notes = [one for one in fields if one.supportsService("com.sun.star.text.textfield.Annotation")]
            seen["comments"] = sorted([one.Author, one.Content] for one in notes)
            seen["authors"] = sorted({one.RedlineAuthor for one in items(document.getRedlines())})
            return seen
        dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        dispatcher.executeDispatch(document.getCurrentController().getFrame(), command, "", 0, ())
        return visible(document)
    finally:
        document.close(True)


def main():
    context = connect(sys.argv[1])
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    found = {}
    try:
        for path in sys.argv[2:]:
            seen = run(desktop, context, path, None)
            seen["accepted"] = run(desktop, context, path, ".uno:AcceptAllTrackedChanges")
            seen["rejected"] = run(desktop, context, path, ".uno:RejectAllTrackedChanges")
            found[Path(path).name] = seen
    finally:
        desktop.terminate()
    print(json.dumps(found))


main()
