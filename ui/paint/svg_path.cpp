#include "ui/paint/svg_path.hpp"

#include <cmath>
#include <numbers>
#include <optional>

namespace dure::ui {
namespace {

class Reader {
 public:
    explicit Reader(QStringView text) : text_(text) {}

    QPainterPath read() {
        while (skip(), at_ < text_.size()) {
            const QChar c = text_[at_];
            if (c.isLetter()) {
                command_ = c;
                ++at_;
                if (c.toUpper() == u'Z') {
                    path_.closeSubpath();
                    continue;
                }
            }
            if (!step()) break;
        }
        return path_;
    }

 private:
    void skip() {
        while (at_ < text_.size() && (text_[at_].isSpace() || text_[at_] == u',')) ++at_;
    }

    std::optional<qreal> number() {
        skip();
        const auto begin = at_;
        if (at_ < text_.size() && (text_[at_] == u'-' || text_[at_] == u'+')) ++at_;
        bool point = false;
        while (at_ < text_.size() && (text_[at_].isDigit() || (text_[at_] == u'.' && !point))) {
            point = point || text_[at_] == u'.';
            ++at_;
        }
        bool ok = false;
        const qreal value = text_.mid(begin, at_ - begin).toDouble(&ok);
        return ok ? std::optional(value) : std::nullopt;
    }

    // A flag of an arc may touch the next number: "0 017.6".
    std::optional<bool> flag() {
        skip();
        if (at_ >= text_.size() || (text_[at_] != u'0' && text_[at_] != u'1')) return std::nullopt;
        return text_[at_++] == u'1';
    }

    std::optional<QPointF> point(QPointF origin) {
        const auto x = number();
        const auto y = number();
        if (!x || !y) return std::nullopt;
        return origin + QPointF(*x, *y);
    }

    bool step() {
        const QPointF here = path_.currentPosition();
        const QPointF origin = command_.isLower() ? here : QPointF();
        switch (command_.toUpper().unicode()) {
            case u'M': {
                const auto to = point(origin);
                if (!to) return false;
                path_.moveTo(*to);
                command_ = command_.isLower() ? u'l' : u'L';
                return true;
            }
            case u'L': {
                const auto to = point(origin);
                if (to) path_.lineTo(*to);
                return to.has_value();
            }
            case u'H': {
                const auto x = number();
                if (x) path_.lineTo(origin.x() + *x, here.y());
                return x.has_value();
            }
            case u'V': {
                const auto y = number();
                if (y) path_.lineTo(here.x(), origin.y() + *y);
                return y.has_value();
            }
            case u'C':
            case u'S': {
                const bool smooth = command_.toUpper() == u'S';
                const auto first =
                    smooth ? std::optional(here * 2 - control_or(here)) : point(origin);
                const auto second = point(origin);
                const auto to = point(origin);
                if (!first || !second || !to) return false;
                path_.cubicTo(*first, *second, *to);
                control_ = *second;
                control_end_ = *to;
                return true;
            }
            case u'A':
                return arc(origin);
            default:
                return false;
        }
    }

    QPointF control_or(QPointF here) const { return control_end_ == here ? control_ : here; }

    // Circles only (rx = ry): every arc of the icons is one.
    bool arc(QPointF origin) {
        const QPointF from = path_.currentPosition();
        const auto rx = number();
        const auto ry = number();
        const auto turn = number();
        const auto large = flag();
        const auto sweep = flag();
        const auto to = point(origin);
        if (!rx || !ry || !turn || !large || !sweep || !to) return false;
        const QPointF half = (from - *to) / 2;
        const qreal distance = std::hypot(half.x(), half.y());
        if (distance == 0) return true;
        const qreal radius = std::max(*rx, distance);
        const qreal height = std::sqrt(std::max(0.0, radius * radius - distance * distance));
        const qreal side = *large == *sweep ? 1 : -1;
        const QPointF middle = (from + *to) / 2;
        const QPointF centre = middle + QPointF(-half.y(), half.x()) * (side * height / distance);
        const auto degrees = [centre](QPointF p) {
            return std::atan2(-(p.y() - centre.y()), p.x() - centre.x()) * 180 / std::numbers::pi;
        };
        const qreal begin = degrees(from);
        qreal length = degrees(*to) - begin;
        if (*sweep && length > 0) length -= 360;
        if (!*sweep && length < 0) length += 360;
        path_.arcTo(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), begin,
                    length);
        return true;
    }

    QStringView text_;
    qsizetype at_ = 0;
    QChar command_ = u'M';
    QPainterPath path_;
    QPointF control_, control_end_;
};

}  // namespace

QPainterPath svg_path(QStringView text) { return Reader(text).read(); }

}  // namespace dure::ui
