// ncurses 6 with wide characters, and what of it Swift cannot import: globals that are not constant, and macros.
#ifndef DOGEAR_CNCURSES_SHIM_H
#define DOGEAR_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <wchar.h>

// Of <term.h>, whose macros would rename much else.
extern char *tigetstr(const char *name);
extern int tigetnum(const char *name);
extern int wcwidth(wchar_t scalar);

static const attr_t CNCURSES_BOLD = WA_BOLD;
static const attr_t CNCURSES_DIM = WA_DIM;
static const attr_t CNCURSES_ITALIC = WA_ITALIC;
static const attr_t CNCURSES_UNDERLINE = WA_UNDERLINE;
static const attr_t CNCURSES_REVERSE = WA_REVERSE;

// Returns null where initscr would end the process.
static inline SCREEN *cncurses_newterm(void) { return newterm(NULL, stdout, stdin); }

static inline WINDOW *cncurses_stdscr(void) { return stdscr; }

#endif
