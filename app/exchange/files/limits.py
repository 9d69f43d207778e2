"""What the process that reads files from outside may take: it sets its own limits before the first file comes."""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED = 9  # JobObjectExtendedLimitInformation
    _FLAGS = 0x8 | 0x100 | 0x400  # how many processes, the memory of each, and no window where it breaks
    _INTERPRETER = 64 * 2**20  # what Python and the readers take by themselves

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", _Basic),
            ("Counters", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def confine(memory: int) -> bool:
        """At most so many bytes beyond the interpreter, and no other process; whether Windows holds to it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        told = _Extended()
        told.Basic.LimitFlags, told.Basic.ActiveProcessLimit = _FLAGS, 1
        told.ProcessMemoryLimit = memory + _INTERPRETER
        job = kernel.CreateJobObjectW(None, None)  # kept open as long as this process lives
        is_set = kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(told), ctypes.sizeof(told))
        return bool(job and is_set and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))

else:
    import resource

    def confine(memory: int) -> bool:
        """At most so many bytes beyond what the interpreter holds by now; whether this system holds to it.

        It writes no file either, and leaves no dump of its memory, in which people's names would stand.
        """
        for what in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
            resource.setrlimit(what, (0, 0))
        if sys.platform != "linux":
            return False  # macOS takes such a limit and doesn't keep it
        try:
            with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123  no file but a word of the system
                held = int(pages.read().split()[5]) * resource.getpagesize()
        except OSError:
            return False  # a system without /proc doesn't say from where to count
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = held + memory if hard == resource.RLIM_INFINITY else min(held + memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        return True
