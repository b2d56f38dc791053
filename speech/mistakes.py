"""What goes wrong and isn't the program's fault."""


class Mistake(Exception):
    """What a user did wrong, or what stands in the way; told without a traceback.

    Its text is a sentence that says where, what was found and what to do. Whatever else is raised, a ValueError out of
    a library for one, is a fault of the program and keeps its traceback.
    """
