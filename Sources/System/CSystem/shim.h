// The parts of glibc's headers that they hide without _GNU_SOURCE, which Swift's Glibc module is built without.
#ifndef DOGEAR_CSYSTEM_SHIM_H
#define DOGEAR_CSYSTEM_SHIM_H

#include <spawn.h>
#include <stddef.h>

// POSIX_SPAWN_SETSID, glibc 2.26: the child leads a session, and so a process group, of its own.
static const short csystem_spawn_setsid = 0x80;

// glibc 2.29 and 2.34; Debian 12 has 2.36.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int lowest);

// <stdlib.h>: the master of a new pseudo-terminal, and the path of its other end.
extern int posix_openpt(int flags);
extern int grantpt(int master);
extern int unlockpt(int master);
extern int ptsname_r(int master, char *path, size_t size);

// mallopt is not in the Glibc module.
#include <malloc.h>
static inline void csystem_use_one_heap(void) { mallopt(M_ARENA_MAX, 1); }

#endif
