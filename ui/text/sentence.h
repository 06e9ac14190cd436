// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QString>

namespace fuseboard {

/// What a person is told: the thing, what happened, what is true now and what to do. Plain text, never markup.
QString sentence(const Error& error);
/// Text from outside, made safe to show: one line, at most `longest` characters, no control characters.
QString shown(const std::string& utf8, int longest = 160);

} // namespace fuseboard
