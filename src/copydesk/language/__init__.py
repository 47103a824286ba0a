"""The language core: tokens, sentences, tags, lexicon, inflection, spelling and context, offline and in numpy."""

import os

# Our matrices are small: threads of numpy's linear algebra only wait for each other. Read when numpy is imported first.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
