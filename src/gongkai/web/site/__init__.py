"""Settings, urls, worker, health, which panels stand on which page."""
