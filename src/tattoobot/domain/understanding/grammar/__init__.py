"""How numbers, money, days and ages are read: words have classes, and rules are written in classes.

A message is cut into *atoms*: words, numbers, signs (`line.cut`). A *vocabulary* (`terms/en.toml` and its siblings)
gives them classes: its section `[time.weekday]` makes "friday", "fri", "viernes" the class `weekday`, with the value
4. One section serves one reader of facts (size, money, time, age), and each client's language goes before the others.
A number is a `number` however it is written, "12", "twelve" or "1.200,50" (`numerals`); what no list knows is a
`word`; , . ; : - stand for themselves, and brackets read as commas, line ends as full stops. A phrase or a long
number is one class, so no rule counts its words.

A *rule* says in classes what it reads:

    rule("i_am glue{0,4} age:number years_old? (?! measure)")

    glue           one atom of this class (`anything`: of any)
    [in glue]      one of either class; [^in glue] of neither
    ? * {0,4}      may be missing; any number of times; at most four times
    (a b | c)      one or the other
    age:number     keeps the place of the number under the name `age`; a name may be kept twice
    (?= a) (?! a)  this comes next, or must not, and is not read; (?<= a) (?<! a) the same before
    ^ $            the beginning and the end of the message

Several strings given to `rule` are alternatives. Rules of one list are tried in order and the first one that reads a
stretch has it.

What a rule becomes: each class is given one code point that nobody ever sees, the message is written as a string of
them, one for each atom (`Classes.kinds`; the further atoms of a phrase are `_`, a stretch that something has claimed
is `#`), and the rule is a regular expression over that string. It costs the same for five words as for five hundred,
and repetitions are bounded or of one class, so reading takes time in proportion to the length of the text.

One message, "could we do friday week, after 5, up to £250? I'm 34":

    atoms     could we do friday week , after 5  , up to £        250    ? i ' m  34
    time      word  .. .. weekday unit , after part , ..                 .
              "friday week" is `weekday unit`: a week after the coming Friday, from here on one `date`;
              "after 5" at the end of a clause is a clock time, and that number is `taken` from all other readers
    money     at_most currency number: "up to £250" has only an upper end
    age       i_am number: "I'm 34" is 34, since no `measure` ("cm", "minutes") follows
    size      has nothing left to read

To widen what is read: a word goes into its table in `terms/`; a new way of saying something is a rule beside its
neighbours; a new class is a new table, named in a rule. `tests/domain/understanding/test_rules.py` finds names that
no table has.
"""
