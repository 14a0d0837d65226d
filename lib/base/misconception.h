/*
 * misconception.h - the switches that change one rule of the model (misconceptions.def), for the drill's wrong answers.
 *
 * EVL_MISCONCEPTION_NONE is the model as it is. ASYNC_LATER is no switch of the machine: the drill changes the text.
 */
#ifndef EVL_BASE_MISCONCEPTION_H
#define EVL_BASE_MISCONCEPTION_H

enum evl_misconception {
	EVL_MISCONCEPTION_NONE,
#define EVL_MISCONCEPTION(id, name, believed, rule) EVL_MISCONCEPTION_##id,
#include "base/misconceptions.def"
#undef EVL_MISCONCEPTION
	EVL_MISCONCEPTION_COUNT
};

#endif
