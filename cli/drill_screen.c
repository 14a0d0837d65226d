/* SPDX-License-Identifier: MIT */
/*
 * drill_screen.c - the drill on a full screen, with keys.
 *
 * A page of lines is composed and drawn at once; nothing else is known of the terminal than a handful of ANSI sequences:
 * the other screen, home, clear to the end of a line and below, reverse, bold, plain, and the cursor's being shown. What a
 * key did is also said in words, on the last line.
 */
#define _DEFAULT_SOURCE
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "drill.h"

#define OTHER_SCREEN "\033[?1049h"
#define FIRST_SCREEN "\033[?1049l"
#define HIDE_CURSOR "\033[?25l"
#define SHOW_CURSOR "\033[?25h"
#define HOME "\033[H"
#define CLEAR_LINE "\033[K"
#define CLEAR_BELOW "\033[J"
#define REVERSE "\033[7m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

enum { KEY_UP = 256, KEY_DOWN, KEY_SHIFT_UP, KEY_SHIFT_DOWN, KEY_ESCAPE, KEY_ENTER, KEY_BACKSPACE, KEY_END, KEY_TIME, KEY_PAGE_UP, KEY_PAGE_DOWN };
enum { PAGE_LINES = 600, HISTORY = 100, LINE_BYTES = 512 };

struct screen {
	struct termios before;
	bool ascii;
	int rows, columns;
	char *lines[PAGE_LINES]; /* of the page, owned */
	const char *styles[PAGE_LINES];
	size_t count;
	size_t scroll;
	char message[256];
	unsigned char read_ahead[64];
	size_t read_count, read_at;
	const struct drill_session *session;
	char *report;            /* shown on the first screen at the end */
};

static struct screen screen;
static volatile sig_atomic_t interrupted;

/* ---------------------------------------------------------------- terminal */

static void give_back(void)
{
	static const char text[] = PLAIN SHOW_CURSOR FIRST_SCREEN;
	ssize_t ignored = write(STDOUT_FILENO, text, sizeof text - 1);
	(void)ignored;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &screen.before);
}

static void on_signal(int number)
{
	give_back();
	signal(number, SIG_DFL);
	raise(number);
}

static void on_resize(int number)
{
	(void)number;
	interrupted = 1;
}

static bool drill_screen_supported(void)
{
	const char *term = getenv("TERM");
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term != NULL && term[0] != '\0' && strcmp(term, "dumb") != 0;
}

static void measure(void)
{
	struct winsize size;
	screen.rows = 24;
	screen.columns = 80;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
		screen.rows = size.ws_row;
		screen.columns = size.ws_col;
	}
}

/* ---------------------------------------------------------------- the page */

static void clear_page(void)
{
	for (size_t i = 0; i < screen.count; i++)
		free(screen.lines[i]);
	screen.count = 0;
}

static void add_line(const char *style, const char *text, size_t length)
{
	if (screen.count == PAGE_LINES)
		return;
	screen.styles[screen.count] = style;
	screen.lines[screen.count] = strndup(text, length);
	if (screen.lines[screen.count] != NULL)
		screen.count++;
}

/* The bytes of `text` that fit into `columns` cells (a code point each), broken at a space where there is one. */
static size_t fitting(const char *text, size_t length, int columns)
{
	size_t at = 0, space = 0;
	for (int cells = 0; at < length; at++) {
		if (((unsigned char)text[at] & 0xc0) != 0x80 && ++cells > columns)
			return space > 0 ? space : at;
		if (text[at] == ' ' && at > 0)
			space = at;
	}
	return length;
}

/* Add text, broken into lines of the screen. */
static void add_text(const char *style, const char *text)
{
	while (*text != '\0') {
		const char *end = strchr(text, '\n');
		size_t length = end != NULL ? (size_t)(end - text) : strlen(text);
		if (length == 0)
			add_line(style, "", 0);
		for (size_t at = 0; at < length;) {
			size_t part = fitting(text + at, length - at, screen.columns - 1);
			add_line(style, text + at, part);
			at += part;
			while (at < length && text[at] == ' ')
				at++;
		}
		text += length + (end != NULL);
	}
}

static void add_format(const char *style, const char *format, ...)
{
	char text[2048];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	add_text(style, text);
}

static void draw(size_t shown)
{
	size_t room = screen.rows > 3 ? (size_t)screen.rows - 2 : 1;
	if (shown != SIZE_MAX && shown < screen.scroll)
		screen.scroll = shown;
	if (shown != SIZE_MAX && shown >= screen.scroll + room)
		screen.scroll = shown - room + 1;
	if (screen.scroll + room > screen.count)
		screen.scroll = screen.count > room ? screen.count - room : 0;
	fputs(HOME, stdout);
	for (size_t i = screen.scroll; i < screen.count && i < screen.scroll + room; i++)
		printf("%s%.*s" PLAIN CLEAR_LINE "\r\n", screen.styles[i], (int)fitting(screen.lines[i], strlen(screen.lines[i]), screen.columns - 1),
		       screen.lines[i]);
	fputs(CLEAR_BELOW, stdout);
	if (screen.scroll + room < screen.count)
		fputs("... more below (page down)" CLEAR_LINE "\r\n", stdout);
	int64_t left = screen.session != NULL ? drill_time_left(screen.session) : -1;
	if (left >= 0)
		printf("[%d:%02d] ", (int)(left / 60000), (int)(left / 1000 % 60));
	printf("%.*s" CLEAR_LINE, screen.columns > 12 ? screen.columns - 10 : 2, screen.message);
	fflush(stdout);
}

/* -------------------------------------------------------------------- keys */

/* The next byte; -1: none within `wait` milliseconds; -2: the end of input, -3: the screen changed its size. */
static int next_byte(int wait)
{
	if (screen.read_at < screen.read_count)
		return screen.read_ahead[screen.read_at++];
	struct pollfd ready = { .fd = STDIN_FILENO, .events = POLLIN };
	int result = poll(&ready, 1, wait);
	if (result < 0)
		return -3;
	if (result == 0)
		return -1;
	ssize_t count = read(STDIN_FILENO, screen.read_ahead, sizeof screen.read_ahead);
	if (count <= 0)
		return count < 0 && interrupted ? -3 : -2;
	screen.read_count = (size_t)count;
	screen.read_at = 1;
	return screen.read_ahead[0];
}

static int escape_key(void)
{
	char sequence[8] = { 0 };
	int byte = next_byte(40);
	if (byte != '[' && byte != 'O')
		return KEY_ESCAPE;
	for (size_t i = 0; i + 1 < sizeof sequence; i++) {
		byte = next_byte(40);
		if (byte < 0)
			return KEY_ESCAPE;
		sequence[i] = (char)byte;
		if (byte >= 0x40 && byte <= 0x7e)
			break;
	}
	if (strcmp(sequence, "A") == 0)
		return KEY_UP;
	if (strcmp(sequence, "B") == 0)
		return KEY_DOWN;
	if (strcmp(sequence, "1;2A") == 0)
		return KEY_SHIFT_UP;
	if (strcmp(sequence, "1;2B") == 0)
		return KEY_SHIFT_DOWN;
	return strcmp(sequence, "5~") == 0 ? KEY_PAGE_UP : strcmp(sequence, "6~") == 0 ? KEY_PAGE_DOWN : 0;
}

/* Wait for a key; an exam's clock is drawn anew each second. */
static int next_key(void)
{
	for (;;) {
		int64_t left = screen.session != NULL ? drill_time_left(screen.session) : -1;
		if (left == 0)
			return KEY_TIME;
		int byte = next_byte(left > 0 ? (left < 1000 ? (int)left : 1000) : -1);
		if (byte == -1) {
			draw(SIZE_MAX);
			continue;
		}
		if (byte == -3) {
			interrupted = 0;
			measure();
			return 0;
		}
		switch (byte) {
		case -2:
		case 4:
			return KEY_END;
		case '\r':
		case '\n':
			return KEY_ENTER;
		case 8:
		case 127:
			return KEY_BACKSPACE;
		case 27:
			return escape_key();
		default:
			return byte;
		}
	}
}

static void say(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(screen.message, sizeof screen.message, format, arguments);
	va_end(arguments);
}

/* Show the page that was composed until a key of `keys` (or the end) comes. */
static int read_page(const char *keys)
{
	screen.scroll = 0;
	for (;;) {
		draw(SIZE_MAX);
		int key = next_key();
		size_t step = screen.rows > 4 ? (size_t)screen.rows - 4 : 1;
		if (key == KEY_END || key == KEY_TIME || key == KEY_ENTER || (key > 0 && key < 256 && strchr(keys, key) != NULL))
			return key;
		if (key == KEY_DOWN || key == 'j')
			screen.scroll++;
		else if (key == KEY_PAGE_DOWN)
			screen.scroll += step;
		else if ((key == KEY_UP || key == 'k') && screen.scroll > 0)
			screen.scroll--;
		else if (key == KEY_PAGE_UP)
			screen.scroll -= screen.scroll < step ? screen.scroll : step;
	}
}

static void show_keys(void)
{
	clear_page();
	add_text("", "Keys\n\nup, down, k, j    choose a line\nspace             grab or drop the line: the arrows then move it\n"
		     "K, J, shift-arrow move the line\n1 to 9, then a place   move line 1 to 9 there\nd                 leave a line out that is never printed, or take it back\nu                 undo\nr                 as it was\n"
		     "A to D            choose an answer\nh                 a hint\ns                 skip\nEnter             done\nq                 stop (what was answered is kept)\n");
	say("Enter goes back");
	(void)read_page("q ");
}

/* --------------------------------------------------------------- questions */

static void compose_head(const struct drill_session *session, const struct evloop_drill_question *q)
{
	char *heading = drill_heading(session, q);
	unsigned line = 1;
	clear_page();
	add_text(BOLD, heading != NULL ? heading : "");
	free(heading);
	add_line("", "", 0);
	for (const char *c = q->code; *c != '\0';) {
		char text[LINE_BYTES];
		const char *end = strchr(c, '\n');
		size_t length = end != NULL ? (size_t)(end - c) : strlen(c);
		int written = snprintf(text, sizeof text, "%4u  %.*s", line++, (int)length, c);
		add_line("", text, (size_t)(written < LINE_BYTES ? written : LINE_BYTES - 1));
		c += length + (end != NULL);
	}
	add_line("", "", 0);
	add_text("", q->prompt);
}

struct ordering {
	const char *lines[EVLOOP_DRILL_LINES];
	size_t count, at;
	size_t kept;                /* the lines from here on are left out: never printed */
	bool grabbed;
	size_t history[HISTORY][3]; /* moves: from, to, and what was kept before */
	size_t history_count;
};

static void move_line(struct ordering *o, size_t from, size_t to)
{
	const char *line = o->lines[from];
	for (; from < to; from++)
		o->lines[from] = o->lines[from + 1];
	for (; from > to; from--)
		o->lines[from] = o->lines[from - 1];
	o->lines[to] = line;
}

static void remember(struct ordering *o, size_t from, size_t to)
{
	if (o->history_count == HISTORY)
		memmove(o->history, o->history + 1, (size_t)--o->history_count * sizeof o->history[0]);
	o->history[o->history_count][0] = from;
	o->history[o->history_count][1] = to;
	o->history[o->history_count++][2] = o->kept;
}

static void move_and_say(struct ordering *o, size_t from, size_t to)
{
	if (to >= o->kept || from >= o->kept) {
		say(from >= o->kept ? "the line is left out; d takes it back" : "there is no place further that way");
		return;
	}
	remember(o, from, to);
	move_line(o, from, to);
	o->at = to;
	say("moved '%s' to place %zu of %zu", o->lines[to], to + 1, o->kept);
}

/* Leave the chosen line out, or take it back behind the others. */
static void leave_out(struct ordering *o)
{
	bool kept = o->at < o->kept;
	size_t to = kept ? o->count - 1 : o->kept;
	if (kept && o->kept == 1) {
		say("one line at least is printed");
		return;
	}
	remember(o, o->at, to);
	move_line(o, o->at, to);
	o->kept += kept ? SIZE_MAX : 1;
	o->at = to;
	o->grabbed = false;
	say(kept ? "'%s' is left out: never printed" : "'%s' is back, in the last place", o->lines[to]);
}

static void undo(struct ordering *o)
{
	if (o->history_count == 0) {
		say("nothing to undo");
		return;
	}
	o->history_count--;
	move_line(o, o->history[o->history_count][1], o->history[o->history_count][0]);
	o->at = o->history[o->history_count][0];
	o->kept = o->history[o->history_count][2];
	if (o->at < o->kept)
		say("undone: '%s' is at place %zu again", o->lines[o->at], o->at + 1);
	else
		say("undone: '%s' is left out again", o->lines[o->at]);
}

static size_t compose_order(const struct drill_session *session, const struct evloop_drill_question *q, const struct ordering *o)
{
	compose_head(session, q);
	add_line("", "", 0);
	size_t first = screen.count;
	size_t at = first + o->at;
	for (size_t i = 0; i < o->count; i++) {
		if (i == o->kept)
			add_text("", "never printed:");
		const char *mark = i != o->at ? "  " : o->grabbed ? "* " : "> ";
		if (i == o->at)
			at = screen.count;
		if (i < o->kept)
			add_format(i == o->at ? REVERSE : "", "%s%2zu  %s", mark, i + 1, o->lines[i]);
		else
			add_format(i == o->at ? REVERSE : "", "%s -  %s", mark, o->lines[i]);
	}
	return at;
}

static enum drill_reply order_key(int key, struct ordering *o, const struct evloop_drill_question *q, bool *done)
{
	bool up = key == KEY_UP || key == 'k', down = key == KEY_DOWN || key == 'j';
	*done = false;
	if (key == 'K' || key == KEY_SHIFT_UP || (up && o->grabbed)) {
		move_and_say(o, o->at, o->at - 1);
	} else if (key == 'J' || key == KEY_SHIFT_DOWN || (down && o->grabbed)) {
		move_and_say(o, o->at, o->at + 1);
	} else if (up || down) {
		o->at = up ? (o->at > 0 ? o->at - 1 : 0) : (o->at + 1 < o->count ? o->at + 1 : o->at);
		say("line %zu of %zu: %s", o->at + 1, o->count, o->lines[o->at]);
	} else if (key == ' ') {
		o->grabbed = !o->grabbed;
		say(o->grabbed ? "grabbed '%s': the arrows move it" : "dropped '%s'", o->lines[o->at]);
	} else if (key >= '1' && key <= '9' && (size_t)(key - '1') < o->count) {
		size_t from = (size_t)(key - '1');
		say("line %zu to which place?", from + 1);
		draw(SIZE_MAX);
		int place = next_key();
		if (place >= '1' && place <= '9')
			move_and_say(o, from, (size_t)(place - '1'));
		else
			say("that is no place");
	} else if (key == 'd' && q->unprinted_count != 0) {
		leave_out(o);
	} else if (key == 'd') {
		say("all of these lines are printed");
	} else if (key == 'u') {
		undo(o);
	} else if (key == 'r') {
		for (size_t i = 0; i < q->shown_count; i++)
			o->lines[i] = q->shown[i];
		o->history_count = 0;
		o->kept = o->count;
		say("as it was");
	} else if (key == KEY_ENTER) {
		*done = true;
	}
	return DRILL_ANSWERED;
}

/* Keys that all questions share. True: *reply ends the question. */
static bool common_key(int key, struct drill_session *session, const struct evloop_drill_question *q, struct drill_answer *answer,
		       enum drill_reply *reply)
{
	*reply = key == KEY_TIME ? DRILL_TIME_OVER : key == 's' ? DRILL_SKIPPED : DRILL_QUIT;
	if (key == KEY_TIME || key == KEY_END || key == 'q' || key == 's')
		return true;
	if (key == 'h' && session->options->exam) {
		say("there are no hints in an exam");
	} else if (key == 'h') {
		answer->used_hint = true;
		say("hint: %s", q->hint);
	} else if (key == '?') {
		show_keys();
		say("?: keys");
	}
	return false;
}

static enum drill_reply ask_order(struct drill_session *session, const struct evloop_drill_question *q, struct drill_answer *answer)
{
	struct ordering o = { .count = q->shown_count, .kept = q->shown_count };
	enum drill_reply reply;
	bool done = false;
	memcpy(o.lines, q->shown, sizeof o.lines);
	say(q->unprinted_count == 0 ? "space grabs, arrows move, Enter submits, h hint, s skip, q quit, ? keys"
				    : "space grabs, arrows move, d leaves out, Enter submits, h hint, s skip, q quit, ? keys");
	while (!done) {
		draw(compose_order(session, q, &o));
		int key = next_key();
		if (common_key(key, session, q, answer, &reply))
			return reply;
		(void)order_key(key, &o, q, &done);
	}
	memcpy(answer->lines, o.lines, sizeof o.lines);
	answer->answer.line_count = o.kept;
	return DRILL_ANSWERED;
}

static enum drill_reply ask_option(struct drill_session *session, const struct evloop_drill_question *q, struct drill_answer *answer)
{
	enum drill_reply reply;
	size_t at = 0;
	say("a letter or the arrows choose, Enter submits, h hint, s skip, q quit, ? keys");
	for (;;) {
		size_t shown = 0;
		compose_head(session, q);
		for (size_t i = 0; i < q->shown_count; i++) {
			add_line("", "", 0);
			add_format(i == at ? REVERSE : "", "%s%c  %s", i == at ? "> " : "  ", (char)('A' + i), q->shown[i]);
			if (i == at)
				shown = screen.count - 1;
		}
		draw(shown);
		int key = next_key();
		if (common_key(key, session, q, answer, &reply))
			return reply;
		if (key == KEY_UP || key == 'k')
			at = at > 0 ? at - 1 : 0;
		else if (key == KEY_DOWN || key == 'j')
			at = at + 1 < q->shown_count ? at + 1 : at;
		else if (key == KEY_ENTER)
			break;
		else if (key > 0 && key < 128 && ((key | 32) >= 'a') && (size_t)((key | 32) - 'a') < q->shown_count)
			at = (size_t)((key | 32) - 'a');
		else if (key >= '1' && key <= '9' && (size_t)(key - '1') < q->shown_count)
			at = (size_t)(key - '1');
		else
			continue;
		say("answer %c", (char)('A' + at));
	}
	answer->answer.option = at;
	return DRILL_ANSWERED;
}

static bool keep_typed(struct drill_answer *answer, const char *text)
{
	char *copy = answer->typed_count < EVLOOP_DRILL_LINES ? strdup(text) : NULL;
	if (copy == NULL)
		return false;
	answer->typed[answer->typed_count] = copy;
	answer->lines[answer->typed_count++] = copy;
	return true;
}

static enum drill_reply ask_type(struct drill_session *session, const struct evloop_drill_question *q, struct drill_answer *answer)
{
	char text[LINE_BYTES] = "";
	size_t length = 0;
	say("Enter ends a line, an empty line submits, Escape quits, Ctrl-T hint, Ctrl-S skip");
	for (;;) {
		compose_head(session, q);
		add_line("", "", 0);
		for (size_t i = 0; i < answer->typed_count; i++)
			add_format("", "  %2zu  %s", i + 1, answer->lines[i]);
		add_format(BOLD, "> %2zu  %s_", answer->typed_count + 1, text);
		draw(screen.count - 1);
		int key = next_key();
		if (key == KEY_TIME)
			return DRILL_TIME_OVER;
		if (key == KEY_ESCAPE || key == KEY_END)
			return DRILL_QUIT;
		if (key == 19)
			return DRILL_SKIPPED;
		if (key == 20 && !session->options->exam) {
			answer->used_hint = true;
			say("hint: %s", q->hint);
		} else if (key == KEY_BACKSPACE) {
			if (length == 0 && answer->typed_count > 0) {
				length = strlen(strncpy(text, answer->typed[--answer->typed_count], sizeof text - 1));
				free(answer->typed[answer->typed_count]);
			} else {
				while (length > 0 && ((unsigned char)text[--length] & 0xc0) == 0x80)
					;
				text[length] = '\0';
			}
		} else if (key == KEY_ENTER && length == 0 && answer->typed_count > 0) {
			answer->answer.line_count = answer->typed_count;
			return DRILL_ANSWERED;
		} else if (key == KEY_ENTER && length > 0) {
			if (!keep_typed(answer, text))
				say("no more lines fit");
			length = 0;
			text[0] = '\0';
		} else if (key >= 32 && key < 256 && key != 127 && length + 1 < sizeof text) {
			text[length++] = (char)key;
			text[length] = '\0';
		}
	}
}

/* --------------------------------------------------------------- interface */

static enum drill_reply ask(void *self, struct drill_session *session, const struct evloop_drill_question *q, struct drill_answer *answer)
{
	(void)self;
	int64_t begun = drill_clock();
	screen.session = session;
	screen.scroll = 0;
	enum drill_reply reply = q->kind == EVLOOP_DRILL_ORDER ? ask_order(session, q, answer) :
				 q->kind == EVLOOP_DRILL_TYPE ? ask_type(session, q, answer) : ask_option(session, q, answer);
	answer->ms = drill_clock() - begun;
	return reply;
}

/* The run step by step, one more line for each key. */
static bool step_through(const struct evloop_drill_question *q)
{
	const char *end = q->steps;
	for (;;) {
		const char *next = strchr(end, '\n');
		clear_page();
		for (const char *c = q->steps; c < end;) {
			const char *stop = strchr(c, '\n');
			char text[LINE_BYTES];
			snprintf(text, sizeof text, "%.*s", (int)(stop - c), c);
			add_text("", text);
			c = stop + 1;
		}
		say(next != NULL ? "space: the next step; Enter: go on; q: quit" : "that was all; Enter: go on; q: quit");
		draw(screen.count != 0 ? screen.count - 1 : SIZE_MAX);
		int key = next_key();
		if (key == 'q' || key == KEY_END)
			return false;
		if (key == KEY_ENTER || key == KEY_ESCAPE || key == KEY_TIME)
			return true;
		if (next != NULL && key != 0)
			end = next + 1;
	}
}

static bool tell(void *self, const struct evloop_drill_question *q, const char *verdict)
{
	(void)self;
	bool exam = screen.session != NULL && screen.session->options->exam;
	clear_page();
	add_text("", verdict);
	say(exam ? "Enter: go on; q: quit" : "Enter: go on; x: step through it; q: quit");
	int key = read_page(exam ? "q" : "qx");
	if (key == 'x')
		return step_through(q);
	return key != 'q' && key != KEY_END;
}

static void end(void *self, const char *report)
{
	(void)self;
	screen.session = NULL;
	clear_page();
	add_text("", report);
	say("Enter: done");
	(void)read_page("q");
	screen.report = strdup(report);
}

bool drill_screen_open(struct drill_ui *ui, bool ascii)
{
	if (!drill_screen_supported() || tcgetattr(STDIN_FILENO, &screen.before) != 0)
		return false;
	struct termios raw = screen.before;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
	raw.c_iflag &= ~(tcflag_t)(IXON | ICRNL | INLCR);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) != 0)
		return false;
	screen.ascii = ascii;
	struct sigaction resize = { .sa_handler = on_resize };
	sigaction(SIGWINCH, &resize, NULL);
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	signal(SIGHUP, on_signal);
	measure();
	fputs(OTHER_SCREEN HIDE_CURSOR HOME CLEAR_BELOW, stdout);
	fflush(stdout);
	*ui = (struct drill_ui){ NULL, ask, tell, end };
	return true;
}

void drill_screen_close(void)
{
	clear_page();
	fflush(stdout);
	give_back();
	if (screen.report != NULL)
		fputs(screen.report, stdout);
	free(screen.report);
	screen.report = NULL;
}
