#include "syntax/early_errors.h"
uint32_t evl_early_errors(const struct evl_node *program, enum evl_goal goal, const struct evl_names *names,
			  struct evl_arena *arena, struct evl_diags *diags)
{
	(void)program; (void)goal; (void)names; (void)arena; (void)diags;
	return 0;
}
