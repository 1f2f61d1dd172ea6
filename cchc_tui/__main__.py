"""Entry point of the `cchc` command."""


def main() -> None:
    """Run the command line."""
    from cchc_tui.cli import run

    raise SystemExit(run())


if __name__ == "__main__":
    main()
