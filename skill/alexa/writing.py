"""A plan and a session to Alexa's response."""

from ask_sdk_model import Response
from ask_sdk_model.ui import Reprompt, SsmlOutputSpeech

from skill.speech.plan import End, SpeechPlan
from skill.speech.ssml import write_reply


def write_response(plan: SpeechPlan) -> Response:
    """Speech, reprompt, and whether the session ends, always said explicitly."""
    ssml, reprompt = write_reply(plan)
    return Response(
        output_speech=SsmlOutputSpeech(ssml=ssml),
        reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml=reprompt))
        if reprompt
        else None,
        should_end_session=isinstance(plan.then, End),
    )
