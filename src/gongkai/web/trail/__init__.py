"""Who did what, when, on which record: hash-chained; later apps read it as their outbox."""
