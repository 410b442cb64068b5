"""`python -m sergecli` is `serge`."""

from sergecli.cli import main

main()
