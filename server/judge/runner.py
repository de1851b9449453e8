# Runs a solution on one test, in the folder that it is given as working directory: the input comes on standard input,
# what is printed (or, of a function, returned) goes to standard output, and what went wrong to standard error. What is
# expected is not known here.
#
# The guard stops what a model writes by mistake, and makes cheating fail. It holds nobody who sets out to break it: that is
# what the limits of the process, and on Linux its own namespaces, are for.
import builtins
import importlib
import io
import json
import os
import sys

kind, function, memory, seconds, processes = sys.argv[1:6]

# Exit codes that the server knows.
FAILED = 81
OUT_OF_MEMORY = 82

# Solutions are written as if these had been imported, as on the sites that the problems come from.
MODULES = (
    "string re datetime collections heapq bisect copy math random statistics itertools functools operator io sys json"
    " builtins typing"
).split()

MEGABYTE = 1024 * 1024


def limit():
    try:
        import resource
    except ImportError:  # Windows has none: there the time alone is limited.
        return
    for name, value in (
        ("RLIMIT_AS", int(memory)),
        ("RLIMIT_CPU", int(seconds)),
        ("RLIMIT_FSIZE", MEGABYTE),
        ("RLIMIT_NPROC", int(processes)),
        ("RLIMIT_CORE", 0),
    ):
        try:
            which = getattr(resource, name)
            hard = resource.getrlimit(which)[1]
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(which, (value, value))
        except (AttributeError, OSError, ValueError):
            pass  # Not every system has, or lets lower, each of them.
    if sys.platform == "darwin":
        watch_memory(resource)


def watch_memory(resource):
    # macOS does not hold RLIMIT_AS.
    import threading
    import time

    def watch():
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < int(memory):
            time.sleep(0.05)
        os._exit(OUT_OF_MEMORY)

    threading.Thread(target=watch, daemon=True).start()


REFUSED = (
    "socket.",
    "subprocess.",
    "ctypes.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.kill",
    "pty.",
    "_winapi.CreateProcess",
    "_posixsubprocess.",
    "winreg.",
    "sqlite3.",
    "shutil.",
    "signal.pthread_kill",
    "resource.",
    "webbrowser.",
)
# These change files, and name them in their first arguments.
CHANGING = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown")
LOOKING = ("os.listdir", "os.scandir", "os.walk", "os.chdir", "glob.glob")
# They would reach the system by another way than through events.
MODULES_REFUSED = ("_ctypes", "_posixsubprocess", "_socket", "_multiprocessing", "_sqlite3", "_gdbm", "_dbm")


def guard(folder):
    real, is_path = os.path.realpath, (str, bytes, os.PathLike)
    libraries = tuple(
        {real(path) for path in (sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.__file__))} - {"/"}
        | {real(path) for path in sys.path if path}
    )
    if "/usr" in libraries:  # A whole system, of which Python's own folders are enough.
        libraries = tuple(it for it in libraries if it != "/usr") + ("/usr/share/zoneinfo",)
    devices = ("/dev/null", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/urandom", "/dev/random", "/dev/fd/0")

    def below(path, roots):
        return any(path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in roots)

    def check(path, changes):
        if not isinstance(path, is_path):
            return
        given = os.fsdecode(path)
        if given in devices or given == os.devnull:
            return
        path = real(given)
        if not below(path, (folder,)) and (changes or not below(path, libraries)):
            raise PermissionError("a solution may use no files but its own: " + given)

    def on_event(event, arguments):
        if event == "open":
            path, mode, flags = arguments
            changes = bool(isinstance(mode, str) and set(mode) & set("wax+")) or bool(
                (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
            )
            check(path, changes)
        elif event == "import":
            if arguments[0] in MODULES_REFUSED:
                raise PermissionError("a solution may not use " + arguments[0])
        elif event.startswith(CHANGING):
            for path in arguments[:2]:
                check(path, True)
        elif event in LOOKING:
            check(arguments[0] if arguments and arguments[0] else ".", False)
        elif event.startswith(REFUSED):
            raise PermissionError("a solution may not use " + event)

    sys.addaudithook(on_event)


def surroundings(name):
    names = {"__name__": name, "__builtins__": builtins}
    loaded = [(module, importlib.import_module(module)) for module in MODULES]
    for _, module in loaded:
        public = getattr(module, "__all__", None) or [it for it in vars(module) if not it.startswith("_")]
        names.update((it, getattr(module, it)) for it in public)
    names.update(loaded)
    names["__name__"] = name
    return names


def leave(*_):
    raise SystemExit


def input_by_name(opener):
    # A pipe that is a socket, as Node makes them, cannot be opened by the name that programs know it by.
    def opened(file, *arguments, **options):
        return opener(0 if file == "/dev/stdin" else file, *arguments, **options)

    return opened


def plain(value, is_outermost=True):
    # To Python a tuple equals no list; that a result is one is forgiven, as LiveCodeBench does.
    if isinstance(value, list) or (isinstance(value, tuple) and is_outermost):
        return [plain(it, False) for it in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: plain(it, False) for key, it in value.items()}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return {"not JSON": repr(value)[:1000]}


def call(code, names, output):
    sys.stdin.reconfigure(encoding="utf-8")
    arguments = [json.loads(line) for line in sys.stdin.read().split("\n")]
    of_python = names.get(function)
    exec(code, names)
    owner = names["Solution"]() if "Solution" in names else None
    solve = names.get(function) if owner is None else getattr(owner, function, None)
    if solve is None or solve is of_python:
        raise NameError("there is no " + function)
    text = json.dumps(plain(solve(*arguments)))
    with os.fdopen(output, "w", encoding="utf-8") as stream:
        stream.write(text)


def main():
    limit()
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    sys.setrecursionlimit(50000)
    with open("solution.py", encoding="utf-8") as file:
        source = file.read()
    builtins.exit = builtins.quit = leave  # Programs end so, and only an interactive Python has them.
    is_program = kind == "stdin"
    builtins.open = io.open = input_by_name(open)
    names = surroundings("__main__" if is_program else "solution")
    output = os.dup(1)
    if not is_program:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # What a function prints is not what it returns.
    sys.argv[:] = ["solution.py"]
    guard(os.path.realpath(os.getcwd()))
    try:
        code = compile(source, "solution.py", "exec")
        if is_program:
            exec(code, names)
        else:
            call(code, names, output)
        sys.stdout.flush()
    except SystemExit:
        sys.stdout.flush()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BaseException as error:
        message = str(error).split("\n")[0][:200]
        sys.stderr.write("\n" + type(error).__name__ + (": " + message if message else ""))
        sys.stderr.flush()
        os._exit(FAILED)


main()
