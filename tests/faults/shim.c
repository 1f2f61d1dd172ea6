/* One call that changes the disk below a folder fails, is cut short, or is the last one of its process.
 *
 * Loaded with LD_PRELOAD into the program and every git it starts. They share one page of memory, in which whoever runs
 * the laboratory says which call it is to be, and in which all calls are counted. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { KILL = -1, SHORT = -2 };

struct page {
    _Atomic long count; /* calls so far */
    long at;            /* the call it is to be; 0: none */
    long kind;          /* errno, KILL or SHORT */
    long lasting;       /* every later call too */
    _Atomic long used;  /* bytes of names */
    char names[1 << 20];
};

static struct page *page;
static char root[PATH_MAX];

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("FAULT_ROOT"), *file = getenv("FAULT_PAGE");
    if (!folder || !file) return;
    snprintf(root, sizeof root, "%s", folder);
    int fd = open(file, O_RDWR | O_CLOEXEC);
    if (fd < 0) return;
    void *mapped = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    page = mapped == MAP_FAILED ? NULL : mapped;
}

static int below(int folder, const char *path, int fd) {
    char link[64], place[PATH_MAX * 2];
    ssize_t length = 0;
    if (path && path[0] == '/') {
        snprintf(place, sizeof place, "%s", path);
    } else if (path && folder == AT_FDCWD) {
        if (!getcwd(place, PATH_MAX)) return 0;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", path ? folder : fd);
        length = readlink(link, place, PATH_MAX - 1);
        if (length < 0) return 0;
        place[length] = 0;
    }
    /* What git writes through links of a folder elsewhere is below all the same: it is told by the link's target. */
    if (path && path[0] == '/') {
        char parent[PATH_MAX], whole[PATH_MAX];
        snprintf(parent, sizeof parent, "%s", path);
        char *slash = strrchr(parent, '/');
        if (slash && slash != parent) {
            *slash = 0;
            if (realpath(parent, whole)) snprintf(place, sizeof place, "%s", whole);
        }
    }
    return strncmp(place, root, strlen(root)) == 0;
}

static int fails(const char *call, int folder, const char *path, int fd) {
    int before = errno;
    if (!page || !page->at || !below(folder, path, fd)) return errno = before, 0;
    long number = atomic_fetch_add(&page->count, 1) + 1;
    long used = atomic_fetch_add(&page->used, 12);
    if (used + 12 < (long)sizeof page->names) snprintf(page->names + used, 12, "%-11.11s", call);
    if (number != page->at && !(page->lasting && number > page->at)) return errno = before, 0;
    if (page->kind == KILL) kill(getpid(), SIGKILL);
    if (page->kind == SHORT) return errno = before, SHORT;
    return errno = (int)page->kind, 1;
}

#define REAL(type, name, ...)                                     \
    static type (*real)(__VA_ARGS__);                             \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)
#define CHANGES (O_CREAT | O_TRUNC)
#define MODE(flags)                        \
    va_list rest;                          \
    va_start(rest, flags);                 \
    mode_t mode = (mode_t)va_arg(rest, int); \
    va_end(rest)

int open(const char *path, int flags, ...) {
    MODE(flags); REAL(int, "open", const char *, int, ...);
    return flags & CHANGES && fails("open", AT_FDCWD, path, -1) == 1 ? -1 : real(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    MODE(flags); REAL(int, "open64", const char *, int, ...);
    return flags & CHANGES && fails("open", AT_FDCWD, path, -1) == 1 ? -1 : real(path, flags, mode);
}
int openat(int folder, const char *path, int flags, ...) {
    MODE(flags); REAL(int, "openat", int, const char *, int, ...);
    return flags & CHANGES && fails("open", folder, path, -1) == 1 ? -1 : real(folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
    MODE(flags); REAL(int, "openat64", int, const char *, int, ...);
    return flags & CHANGES && fails("open", folder, path, -1) == 1 ? -1 : real(folder, path, flags, mode);
}
ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    int how = fd > 2 ? fails("write", 0, NULL, fd) : 0;
    return how == 1 ? -1 : real(fd, data, how == SHORT && size > 1 ? size / 2 : size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    int how = fails("write", 0, NULL, fd);
    return how == 1 ? -1 : real(fd, data, how == SHORT && size > 1 ? size / 2 : size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    int how = fails("write", 0, NULL, fd);
    return how == 1 ? -1 : real(fd, data, how == SHORT && size > 1 ? size / 2 : size, at);
}
int fsync(int fd) { REAL(int, "fsync", int); return fails("fsync", 0, NULL, fd) == 1 ? -1 : real(fd); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); return fails("fsync", 0, NULL, fd) == 1 ? -1 : real(fd); }
int syncfs(int fd) { REAL(int, "syncfs", int); return fails("fsync", 0, NULL, fd) == 1 ? -1 : real(fd); }
int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    return fails("rename", AT_FDCWD, to, -1) == 1 ? -1 : real(from, to);
}
int renameat(int a, const char *from, int b, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    return fails("rename", b, to, -1) == 1 ? -1 : real(a, from, b, to);
}
int link(const char *from, const char *to) {
    REAL(int, "link", const char *, const char *);
    return fails("link", AT_FDCWD, to, -1) == 1 ? -1 : real(from, to);
}
int linkat(int a, const char *from, int b, const char *to, int flags) {
    REAL(int, "linkat", int, const char *, int, const char *, int);
    return fails("link", b, to, -1) == 1 ? -1 : real(a, from, b, to, flags);
}
int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    return fails("unlink", AT_FDCWD, path, -1) == 1 ? -1 : real(path);
}
int unlinkat(int folder, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    return fails("unlink", folder, path, -1) == 1 ? -1 : real(folder, path, flags);
}
int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    return fails("mkdir", AT_FDCWD, path, -1) == 1 ? -1 : real(path, mode);
}
int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(int, "mkdirat", int, const char *, mode_t);
    return fails("mkdir", folder, path, -1) == 1 ? -1 : real(folder, path, mode);
}
int rmdir(const char *path) {
    REAL(int, "rmdir", const char *);
    return fails("rmdir", AT_FDCWD, path, -1) == 1 ? -1 : real(path);
}
int ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate", int, off_t);
    return fails("ftruncate", 0, NULL, fd) == 1 ? -1 : real(fd, size);
}
int ftruncate64(int fd, off_t size) {
    REAL(int, "ftruncate64", int, off_t);
    return fails("ftruncate", 0, NULL, fd) == 1 ? -1 : real(fd, size);
}
int fchmod(int fd, mode_t mode) {
    REAL(int, "fchmod", int, mode_t);
    return fails("chmod", 0, NULL, fd) == 1 ? -1 : real(fd, mode);
}
int chmod(const char *path, mode_t mode) {
    REAL(int, "chmod", const char *, mode_t);
    return fails("chmod", AT_FDCWD, path, -1) == 1 ? -1 : real(path, mode);
}
int fchown(int fd, uid_t owner, gid_t group) {
    REAL(int, "fchown", int, uid_t, gid_t);
    return fails("chown", 0, NULL, fd) == 1 ? -1 : real(fd, owner, group);
}
