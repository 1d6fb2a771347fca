"""Forms check shape; the services and core check the law."""
