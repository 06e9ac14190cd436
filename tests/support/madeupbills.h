// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/madeupmembers.h"
#include "support/madeuppages.h"

namespace fuseboard::test {

/// An answer of GitHub's billing to a task of an organisation or of an enterprise.
MadeUpPage madeUpGitHub(Dice& dice, const UsageTask& task, bool enterprise);
/// An answer of OpenRouter's management API. A page of keys or workspaces may be full, then another one follows.
MadeUpPage madeUpOpenRouter(Dice& dice, const UsageTask& task);

} // namespace fuseboard::test
