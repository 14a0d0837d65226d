/* SPDX-License-Identifier: MIT */
/*
 * style_shorthand.c - shorthands of CSS as the CSSOM writes them: their parts have an order, and initial ones are mostly left out.
 */
#include "host/browser/style_part.h"

#include <string.h>

enum slot {
	SLOT_OTHER, /* what is of no other slot */
	SLOT_WIDTH, SLOT_SIDE, SLOT_COLOR, SLOT_IMAGE, SLOT_INSIDE, SLOT_DURATION, SLOT_DELAY, SLOT_TIMING, SLOT_ITERATION, SLOT_DIRECTION, SLOT_FILL,
	SLOT_PLAY, SLOT_END,
};

enum { SLOTS_MAX = 9, LAYER_MAX = 16 };

struct place {
	unsigned char slot; /* enum slot */
	const char *initial; /* left out when it is this, or filled in; NULL: always written as it is */
};

static const struct shorthand {
	const char *name;
	bool fills; /* what is not said is written all the same */
	struct place places[SLOTS_MAX];
} shorthands[] = {
	{ "border", false, { { SLOT_WIDTH, "medium" }, { SLOT_SIDE, "none" }, { SLOT_COLOR, "currentcolor" }, { SLOT_END, NULL } } },
	{ "border-top", false, { { SLOT_WIDTH, "medium" }, { SLOT_SIDE, "none" }, { SLOT_COLOR, "currentcolor" }, { SLOT_END, NULL } } },
	{ "border-right", false, { { SLOT_WIDTH, "medium" }, { SLOT_SIDE, "none" }, { SLOT_COLOR, "currentcolor" }, { SLOT_END, NULL } } },
	{ "border-bottom", false, { { SLOT_WIDTH, "medium" }, { SLOT_SIDE, "none" }, { SLOT_COLOR, "currentcolor" }, { SLOT_END, NULL } } },
	{ "border-left", false, { { SLOT_WIDTH, "medium" }, { SLOT_SIDE, "none" }, { SLOT_COLOR, "currentcolor" }, { SLOT_END, NULL } } },
	{ "outline", false, { { SLOT_COLOR, NULL }, { SLOT_SIDE, NULL }, { SLOT_WIDTH, NULL }, { SLOT_END, NULL } } },
	{ "list-style", false, { { SLOT_INSIDE, NULL }, { SLOT_IMAGE, NULL }, { SLOT_OTHER, NULL }, { SLOT_END, NULL } } },
	{ "transition", false, { { SLOT_OTHER, "all" }, { SLOT_DURATION, NULL }, { SLOT_TIMING, "ease" }, { SLOT_DELAY, "0s" }, { SLOT_END, NULL } } },
	{ "animation", true, { { SLOT_DURATION, "0s" }, { SLOT_TIMING, "ease" }, { SLOT_DELAY, "0s" }, { SLOT_ITERATION, "1" }, { SLOT_DIRECTION, "normal" },
			       { SLOT_FILL, "none" }, { SLOT_PLAY, "running" }, { SLOT_OTHER, NULL }, { SLOT_END, NULL } } },
};

bool evl_style_has_word(const char *words, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = strstr(words, word); at != NULL; at = strstr(at + 1, word))
		if (at > words && at[-1] == ' ' && at[length] == ' ')
			return true;
	return false;
}

static bool could_be(const struct evl_style_part *part, enum slot slot)
{
	bool word = part->kind == EVL_PART_WORD;
	switch (slot) {
	case SLOT_WIDTH:
		return part->kind == EVL_PART_LENGTH || part->kind == EVL_PART_NUMBER || (word && evl_style_has_word(" thin medium thick ", part->text));
	case SLOT_SIDE:
		return word && evl_style_has_word(" none hidden dotted dashed solid double groove ridge inset outset auto ", part->text);
	case SLOT_COLOR:
		return part->kind == EVL_PART_COLOR;
	case SLOT_IMAGE:
		return part->kind == EVL_PART_FUNCTION;
	case SLOT_INSIDE:
		return word && evl_style_has_word(" inside outside ", part->text);
	case SLOT_DURATION:
	case SLOT_DELAY:
		return part->kind == EVL_PART_TIME;
	case SLOT_TIMING:
		return (word && evl_style_has_word(" ease linear ease-in ease-out ease-in-out step-start step-end ", part->text)) ||
		       (part->kind == EVL_PART_FUNCTION &&
			(strncmp(part->text, "cubic-bezier(", 13) == 0 || strncmp(part->text, "steps(", 6) == 0 || strncmp(part->text, "linear(", 7) == 0));
	case SLOT_ITERATION:
		return part->kind == EVL_PART_NUMBER || (word && strcmp(part->text, "infinite") == 0);
	case SLOT_DIRECTION:
		return word && evl_style_has_word(" normal reverse alternate alternate-reverse ", part->text);
	case SLOT_FILL:
		return word && evl_style_has_word(" none forwards backwards both ", part->text);
	case SLOT_PLAY:
		return word && evl_style_has_word(" running paused ", part->text);
	case SLOT_OTHER:
		return true;
	case SLOT_END:
		break;
	}
	return false;
}

/* One layer in its order; how many parts it comes to. Parts that have no place keep theirs: the layer stays as it is. */
static size_t order_layer(const struct shorthand *shorthand, const struct evl_style_part *parts, size_t count, struct evl_style_part *out)
{
	bool used[LAYER_MAX] = { false };
	const struct evl_style_part *chosen[SLOTS_MAX] = { NULL };
	size_t placed = 0, n = 0;
	/* What could be a name of the snippet's own is one only where nothing else will have it. */
	for (int others = 0; others < 2; others++)
		for (size_t s = 0; shorthand->places[s].slot != SLOT_END; s++)
			for (size_t i = 0; i < count && chosen[s] == NULL && (shorthand->places[s].slot == SLOT_OTHER) == (others == 1); i++)
				if (!used[i] && could_be(&parts[i], (enum slot)shorthand->places[s].slot)) {
					chosen[s] = &parts[i];
					used[i] = true;
					placed++;
				}
	if (placed != count) {
		memcpy(out, parts, count * sizeof *parts);
		return count;
	}
	for (size_t s = 0; shorthand->places[s].slot != SLOT_END; s++) {
		const char *initial = shorthand->places[s].initial;
		if (chosen[s] == NULL && shorthand->fills)
			out[n++] = (struct evl_style_part){ .kind = EVL_PART_WORD, .text = initial != NULL ? initial : "none" };
		else if (chosen[s] != NULL && (shorthand->fills || initial == NULL || strcmp(chosen[s]->text, initial) != 0))
			out[n++] = *chosen[s];
	}
	return n;
}

/* flex: 1 is flex: 1 1 0%. */
static void write_flex(struct evl_style_part *parts, size_t *count)
{
	static const char *const words[][4] = { { "auto", "1", "1", "auto" }, { "none", "0", "0", "auto" } };
	const char *said[3] = { NULL, "1", "0%" };
	size_t numbers = 0;
	for (size_t i = 0; i < 2 && *count == 1; i++)
		if (strcmp(parts[0].text, words[i][0]) == 0)
			for (size_t k = 0; k < 3; k++)
				said[k] = words[i][k + 1];
	if (said[0] == NULL)
		for (size_t i = 0; i < *count && i < 3; i++) {
			bool number = parts[i].kind == EVL_PART_NUMBER && numbers < 2;
			said[number ? numbers : 2] = !number && parts[i].kind == EVL_PART_NUMBER ? "0px" : parts[i].text;
			numbers += number;
		}
	for (size_t k = 0; k < 3; k++)
		parts[k] = (struct evl_style_part){ .kind = EVL_PART_WORD, .text = said[k] != NULL ? said[k] : "1" };
	*count = 3;
}

/* background: the color of the last layer is written last; one position is said for both directions. */
static void write_background(struct evl_style_part *parts, size_t *count)
{
	for (size_t i = 0; i + 1 < *count; i++)
		if (parts[i].kind == EVL_PART_COLOR) {
			struct evl_style_part color = parts[i];
			memmove(parts + i, parts + i + 1, (*count - i - 1) * sizeof *parts);
			parts[*count - 1] = color;
			break;
		}
	for (size_t i = 0; i < *count; i++) {
		bool before = i > 0 && evl_style_has_word(" left right top bottom center ", parts[i - 1].text);
		bool behind = i + 1 < *count && evl_style_has_word(" left right top bottom center ", parts[i + 1].text);
		if (strcmp(parts[i].text, "center") != 0 || before || behind)
			continue;
		memmove(parts + i + 1, parts + i, (*count - i) * sizeof *parts);
		(*count)++;
		break;
	}
}

void evl_style_shorthand(struct evl_realm *realm, const char *name, struct evl_style_part *parts, size_t *count)
{
	const struct shorthand *shorthand = NULL;
	for (size_t i = 0; i < sizeof shorthands / sizeof shorthands[0]; i++)
		if (strcmp(shorthands[i].name, name) == 0)
			shorthand = &shorthands[i];
	if (strcmp(name, "flex") == 0)
		write_flex(parts, count);
	if (strcmp(name, "background") == 0 || strcmp(name, "background-position") == 0)
		write_background(parts, count);
	if (shorthand == NULL)
		return;
	struct evl_style_part *out = evl_arena_alloc(&realm->scratch, (*count * (SLOTS_MAX + 1) + 1) * sizeof *out);
	size_t n = 0;
	for (size_t from = 0, to; from < *count; from = to + 1) {
		for (to = from; to < *count && parts[to].mark != ','; to++)
			continue;
		if (to - from > LAYER_MAX)
			return;
		n += order_layer(shorthand, parts + from, to - from, out + n);
		if (to < *count)
			out[n++] = parts[to];
	}
	/* A border of initial parts has no text of its own; of the others the last part stays. */
	if (n > 2 * *count + SLOTS_MAX || (n == 0 && strncmp(name, "border", 6) != 0))
		return;
	memcpy(parts, out, n * sizeof *out);
	*count = n;
}
