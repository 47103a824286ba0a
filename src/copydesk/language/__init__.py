"""The language core: tokens, sentences, tags, lexicon, inflection, spelling and context, offline and in numpy."""
