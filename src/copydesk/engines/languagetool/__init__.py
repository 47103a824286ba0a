"""LanguageTool as an engine, through language-tool-python.

Nothing heavy is imported, started or sent before the first document is checked.
"""

from copydesk.engines.languagetool.engine import LanguageToolEngine
from copydesk.engines.languagetool.settings import LanguageToolSettings

__all__ = ["LanguageToolEngine", "LanguageToolSettings"]
