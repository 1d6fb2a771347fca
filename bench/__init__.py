"""What it costs: ratios against the physical floor and named peers, measured in one run (`make bench`)."""
