// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFormLayout;

namespace fuseboard {

/// Puts each label of the form at the height of its field's text: QFormLayout reckons with fields lower than ours.
void alignLabels(const QFormLayout& form);

} // namespace fuseboard
