// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace fuseboard {

/// Text from outside, made safe to show: one line, at most `longest` characters, no control or direction characters.
QString shown(const std::string& utf8, int longest = 160);

} // namespace fuseboard
