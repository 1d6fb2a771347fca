"""Taking over what was kept elsewhere: the register of what is issued, and the columns of the website before.

A file is read line by line; every line says what is wrong with it before anything is written. What is taken over enters by
the same services as what is typed: an imported document is a draft, and nothing of it is public before its reviews.
"""
