"""Whose number, whose place, whose April: which of the mentions in a message is the one that is wanted.

An extractor finds every mention of a thing: each wrist and each forearm, each date, each town. What stands around a
mention says whose it is, and that is a matter of weight: "hers is on her shoulder, mine on my wrist" has a sister in
the first clause, and a contrast and the client in the second. So each mention is described by features with names
(`features.py`), taken from its clause, from the clauses beside it (`around.py`) and from what the extractor itself
knows of it (its marks); each feature has a weight per fact (`weights.json`, written by `make train`), and the mention
with the greatest sum is wanted, where that is above nothing (`decide.py`).

The words that the features speak of are lists in the vocabulary: `[clue]` in each language's file. A wrong reading
is mended there (a word of kin, of wishing, of the past that is missing), or by one more labelled message.

Worked through: "my sister has hers on her ankle but i want mine on the wrist"
    clauses   my sister has hers on her ankle | but i want mine on the wrist
    ankle     kin before, theirs before, subject other, first of several       a sum below zero
    wrist     wish before, own before, contrast before, subject own, last      the greatest sum: wanted
"""
