"""Word documents (.docx): read into a text with a layout, and written with edits of that text in their place.

The parts of the package are read with the byte range of every element, and an edit replaces the bytes of the runs that
it touches: all other bytes of the file stay as they are.
"""
