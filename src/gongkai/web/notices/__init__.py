"""Mail, SMS, official accounts: adapters behind one outbox; and the table of work that falls due."""
