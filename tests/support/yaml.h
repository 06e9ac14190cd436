// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <string>

namespace fuseboard::test {

/// The part of YAML that published API descriptions are written in: maps and lists by indentation, plain and quoted scalars.
/// Texts of more than one line are cut off after the first.
QJsonObject readYaml(const std::string& text);

} // namespace fuseboard::test
